import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { checkAuditChain } from '#actions/check-audit-chain'
import { subscribe } from '#actions/subscribe'
import { traceMail } from '#actions/trace-mail'
import { unsubscribe } from '#actions/unsubscribe'
import { parseEmailAddress } from '#domain/email-address'
import { buildRequest } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign, type ToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage
let told: ToldCampaign
let readers: { id: string; email: string }[]

beforeEach(async () => {
  stage = await createSendingStage()
  readers = await stage.addReaders(3)
  told = await createToldCampaign(stage, { uncertain: [2] })
})

afterEach(() => stage.close())

const trace = (email: string) => traceMail(stage.world, { member: stage.team.approver, email })

/** The address of whoever has a position in the batch. */
async function readerAt(position: number): Promise<string> {
  const { subscriberId } = (await told.letters())[position] ?? {}
  return readers.find(({ id }) => id === subscriberId)?.email ?? ''
}

describe('what happened to one reader’s mail', () => {
  test('is told in order, with how the provider and the reader’s server call it', async () => {
    await told.tell(1, { kind: 'delivered', minutes: 2 })
    await told.tell(1, { kind: 'complained', minutes: 5 })
    await applyProviderEvents(stage.world)
    const { subscription, suppressions, letters } = await trace(await readerAt(1))
    expect(subscription).toMatchObject({ endedAt: null })
    expect(suppressions).toEqual([{ reason: 'complained', suppressedAt: stage.world.now() }])
    expect(letters).toMatchObject([
      {
        campaignId: told.campaignId,
        standing: 'complained',
        story: [{ kind: 'sealed' }, { kind: 'accepted' }, { kind: 'delivered' }, { kind: 'complained' }],
        provider: 'resend',
        providerId: 'provider-id-1',
        reference: stage.world.references.sign({ batchId: told.batchId, position: 1 }),
      },
    ])
    expect((await trace(await readerAt(2))).letters).toMatchObject([{ standing: 'uncertain' }])
  })

  test('names the provider’s id of the right message also when somebody before it was dropped', async () => {
    await stage.testDatabase.pool.query(
      `update deliveries set dropped_at = now(), drop_reason = 'left' where batch_id = $1 and position = 0`,
      [told.batchId],
    )
    expect((await trace(await readerAt(1))).letters).toMatchObject([{ providerId: 'provider-id-0' }])
    expect((await trace(await readerAt(0))).letters).toMatchObject([
      { standing: 'dropped', story: [{ kind: 'dropped', reason: 'left' }], providerId: null, reference: null },
    ])
  })

  test('is told of somebody who left, and when', async () => {
    const { subscriberId = '' } = (await told.letters())[0] ?? {}
    const email = await readerAt(0)
    const token = stage.world.links.sign('unsubscribe', { ids: [told.campaignId, subscriberId], expiresAt: null })
    await unsubscribe(stage.world, { token, method: 'page' })
    expect(await trace(email)).toMatchObject({
      subscription: { endedAt: stage.world.now() },
      suppressions: [{ reason: 'left' }],
      letters: [{ standing: 'accepted' }],
    })
  })

  test('is nothing for an address that is not on the list, and that is said', async () => {
    expect(await trace('nobody@readers.example')).toEqual({
      subscription: null,
      requestedAt: null,
      suppressions: [],
      letters: [],
    })
  })

  test('begins with a request that was not confirmed yet', async () => {
    const request = buildRequest()
    await subscribe(stage.world, request)
    expect(await trace(request.email)).toMatchObject({ subscription: null, requestedAt: stage.world.now() })
  })
})

describe('whoever asks', () => {
  test('is on record, with the keyed hash of the address and not the address', async () => {
    await trace(` ${(await readerAt(0)).toUpperCase()}`)
    await trace('nobody@readers.example')
    const { rows } = await stage.testDatabase.pool.query(
      `select actor_id, subject, detail from audit_events where action = 'mail-traced' order by id`,
    )
    const hashOf = (email: string) => stage.world.blindIndex.suppression(parseEmailAddress(email)).toHex()
    expect(rows).toEqual([
      { actor_id: stage.team.approver.id, subject: hashOf(await readerAt(0)), detail: { letters: 1 } },
      { actor_id: stage.team.approver.id, subject: hashOf('nobody@readers.example'), detail: { letters: 0 } },
    ])
    expect((await checkAuditChain(stage.world, { member: null })).brokenAt).toBeNull()
  })

  test('must be an approver or an administrator', async () => {
    const email = await readerAt(0)
    await expect(traceMail(stage.world, { member: stage.team.editor, email })).rejects.toMatchObject({
      code: 'role-missing',
    })
    await expect(traceMail(stage.world, { member: stage.team.admin, email })).resolves.toBeDefined()
  })
})
