import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { readCampaign } from '#actions/read-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import type { SendingWorld } from '#actions/world'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign, type ToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage
let world: SendingWorld
let told: ToldCampaign

beforeEach(async () => {
  stage = await createSendingStage(undefined, { thresholds: { lettersMin: 10, hardBouncePercent: 20 } })
  world = stage.world
  await stage.addReaders(10)
  told = await createToldCampaign(stage)
})

afterEach(() => stage.close())

const apply = () => applyProviderEvents(world)
const campaign = async () => (await readCampaign(world, { campaignId: told.campaignId })).campaign
const resume = () => resumeCampaign(world, { member: stage.team.editor, campaignId: told.campaignId })

/** Hard bounces of the letters at positions from `first`. */
async function bounce(count: number, first = 0): Promise<void> {
  for (let position = first; position < first + count; position += 1) await told.tell(position, { kind: 'bounced' })
  await apply()
}

test('a campaign is held in the transaction of the bounce that is one too many, and says so', async () => {
  await bounce(2)
  expect((await campaign()).heldAt).toBeNull()
  await bounce(1, 2)
  expect(await campaign()).toMatchObject({ heldAt: world.now(), holdReason: 'bouncing' })
  const { rows } = await stage.testDatabase.pool.query(
    `select subject, detail from audit_events where action = 'campaign-held'`,
  )
  expect(rows).toEqual([{ subject: told.campaignId, detail: { reason: 'bouncing' } }])
})

test('a campaign is held for three complaints, and not for one in a small list', async () => {
  await told.tell(0, { kind: 'complained' })
  await told.tell(1, { kind: 'complained' })
  await apply()
  expect((await campaign()).heldAt).toBeNull()
  await told.tell(2, { kind: 'complained' })
  await apply()
  expect(await campaign()).toMatchObject({ holdReason: 'complaints' })
})

test('a campaign that a person let go on is not held again for what they have seen', async () => {
  await bounce(3)
  expect((await campaign()).holdReason).toBe('bouncing')
  stage.clock.advance({ minutes: 1 })
  await resume()
  await bounce(3, 3)
  expect((await campaign()).heldAt).toBeNull()

  // What left after that counts from there.
  stage.clock.advance({ minutes: 1 })
  await stage.testDatabase.pool.query(
    `insert into delivery_batches (id, campaign_id, release_id, size, settled_at, accepted_count, hard_bounced_count)
     select gen_random_uuid(), campaign_id, release_id, 10, $2, 10, 3 from delivery_batches where id = $1`,
    [told.batchId, world.now().toString()],
  )
  await bounce(1, 6)
  expect((await campaign()).holdReason).toBe('bouncing')
})

test('a campaign that is over is not held, and its report shows what came back', async () => {
  await stage.testDatabase.pool.query('update campaigns set finished_at = now()')
  await bounce(10)
  expect(await campaign()).toMatchObject({ heldAt: null, holdReason: null })
  expect(await stage.accountOf(told.campaignId)).toMatchObject({ status: 'sent', bouncedHard: 10, bouncedSoft: 0 })
})
