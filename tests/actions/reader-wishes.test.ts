import { beforeEach, describe, expect, test } from 'vitest'
import { countAudience } from '#actions/count-audience'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { tieCampaign } from '#actions/tie-campaign'
import { changeSubscriber } from '#database/subscriber-queries'
import { audienceRuleSchema } from '#domain/audience'
import { approve, draftCampaign } from '../support/campaigns.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

type Reader = { readonly id: string; readonly email: string }
type Wish = Parameters<typeof changeSubscriber>[2]

const noWish: Wish = { cadence: 'every' }
const day = { observanceId: 'nk-defectors-day', occurrence: '2026-07-14' }

/** Readers, one for each of these wishes, and one who has none. */
async function addReadersWith<Name extends string>(
  wishes: Record<Name, Wish>,
): Promise<Record<Name | 'plain', Reader>> {
  const names = [...Object.keys(wishes), 'plain'] as (Name | 'plain')[]
  const readers = await stage.addReaders(names.length)
  const named = Object.fromEntries(names.map((name, index) => [name, readers[index]])) as Record<Name | 'plain', Reader>
  for (const [name, wish] of Object.entries<Wish>(wishes))
    await changeSubscriber(stage.world.database, named[name as Name].id, wish)
  return named
}

/** A campaign about a day of the calendar, at the moment before its audience is walked. */
async function releaseAboutDay(): Promise<string> {
  const { world, team, clock } = stage
  const campaignId = await draftCampaign(world, team)
  await tieCampaign(world, { member: team.editor, campaignId, about: day })
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  return campaignId
}

const mailed = () => stage.mailer.accepted.map(({ to }) => to).toSorted()
const addresses = (...readers: Reader[]) => readers.map(({ email }) => email).toSorted()

describe('readers’ own wishes', () => {
  test('leave them out as the audience is walked, and are counted by reason before', async () => {
    const { world } = stage
    const pausedUntil = world.now().add({ hours: 24 })
    const readers = await addReadersWith({
      paused: { pausedUntil },
      rested: { pausedUntil: world.now() },
      digest: { cadence: 'digest' },
      chosen: { cadence: 'chosen-days', chosenDays: [day.observanceId] },
      elsewhere: { cadence: 'chosen-days', chosenDays: ['human-rights-day'] },
      quiet: { quietDays: ['chuseok'] },
    })
    const campaignId = await releaseAboutDay()
    const audience = audienceRuleSchema.parse({})
    expect(await countAudience(world, { audience, campaignId })).toMatchObject({
      total: 4,
      heldBack: { paused: 1, digest: 1, 'other-days': 1 },
    })
    expect(await countAudience(world, { audience })).toMatchObject({
      total: 3,
      heldBack: { paused: 1, digest: 1, 'other-days': 2 },
    })
    expect(await runJobs(world)).toEqual([])
    expect(mailed()).toEqual(addresses(readers.plain, readers.rested, readers.chosen, readers.quiet))
    expect(await stage.accountOf(campaignId)).toMatchObject({ frozen: 4, accepted: 4, dropped: {} })
  })

  test('of a moment ago are looked at once more as a batch is sealed, and told apart in its account', async () => {
    const { world } = stage
    const readers = await addReadersWith({ paused: noWish, digest: noWish, elsewhere: noWish })
    const campaignId = await releaseAboutDay()
    await stage.expand(campaignId)
    await changeSubscriber(world.database, readers.paused.id, { pausedUntil: world.now().add({ hours: 1 }) })
    await changeSubscriber(world.database, readers.digest.id, { cadence: 'digest' })
    await changeSubscriber(world.database, readers.elsewhere.id, { cadence: 'chosen-days', chosenDays: [] })
    expect(await runJobs(world)).toEqual([])
    expect(mailed()).toEqual(addresses(readers.plain))
    expect(await stage.accountOf(campaignId)).toMatchObject({
      accepted: 1,
      dropped: { paused: 1, digest: 1, 'other-days': 1 },
      status: 'sent',
    })
  })

  test('for quiet hold in the days around their holiday alone', async () => {
    stage.clock.set('2026-09-23T03:00:00Z')
    const readers = await addReadersWith({
      chuseok: { quietDays: ['chuseok'] },
      seollal: { quietDays: ['lunar-new-year'] },
    })
    await stage.release()
    expect(await runJobs(stage.world)).toEqual([])
    expect(mailed()).toEqual(addresses(readers.seollal, readers.plain))
  })

  test('cannot count a letter that is not there', async () => {
    const wish = countAudience(stage.world, {
      audience: audienceRuleSchema.parse({}),
      campaignId: stage.world.newId(),
    })
    await expect(wish).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a reader of plain text', () => {
  test('gets the text part alone, and by their name', async () => {
    const { world } = stage
    const readers = await addReadersWith({ plainText: { isTextOnly: true } })
    const { id } = readers.plainText
    const nameSealed = world.sealer.seal({ table: 'subscribers', column: 'name', id }, 'Mina <co>')
    await changeSubscriber(world.database, id, { nameSealed })
    const campaignId = await stage.release()
    expect(await runJobs(world)).toEqual([])
    const [textOnly] = stage.mailer.accepted.filter(({ to }) => to === readers.plainText.email)
    const [whole] = stage.mailer.accepted.filter(({ to }) => to === readers.plain.email)
    expect([textOnly?.isTextOnly, whole?.isTextOnly]).toEqual([true, false])
    expect(textOnly?.text).toContain('Mina <co>')
    expect((await readCampaign(world, { campaignId })).status).toBe('sent')
  })
})

test('no letter carries a link that opens anybody’s choices', async () => {
  await stage.addReaders(2)
  await stage.release()
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.accepted).toHaveLength(2)
  for (const { html, text } of stage.mailer.accepted) {
    expect(`${html}${text}`).toMatch(/\/preferences\?lang=(en|ko)/)
    expect(`${html}${text}`).not.toContain('/preferences/')
  }
})
