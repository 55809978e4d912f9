import { beforeEach, describe, expect, test } from 'vitest'
import { blockAddress } from '#actions/block-address'
import { liftSuppression } from '#actions/lift-suppression'
import { checkAuditChain } from '#actions/check-audit-chain'
import { subscribe } from '#actions/subscribe'
import { unsubscribe } from '#actions/unsubscribe'
import { findOpenRequest, suppressAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import type { LiftableReason } from '#domain/suppression'
import { addReader, buildRequest } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

const asked = 'The reader wrote to us and asked for it.'

function lift(email: string, suppression: LiftableReason, because: string | null = asked) {
  return liftSuppression(stage.world, { member: stage.team.admin, email, suppression, because })
}

function suppress(email: string, reason: LiftableReason): Promise<void> {
  const hash = stage.world.blindIndex.suppression(parseEmailAddress(email))
  return suppressAddress(stage.world.database, hash, reason, stage.world.now())
}

/** Sends a campaign, and says to whom it went. */
async function sendCampaign(): Promise<string[]> {
  const sentBefore = stage.mailer.accepted.length
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  for (const { id, settledAt } of await stage.batches()) if (!settledAt) await stage.send(id)
  return stage.mailer.accepted.slice(sentBefore).map(({ to }) => String(to))
}

describe('an address that bounced or complained', () => {
  test.each(['bounced', 'complained'] as const)('gets letters again once that is lifted (%s)', async (reason) => {
    const { email } = await addReader(stage.world)
    const { email: other } = await addReader(stage.world)
    await suppress(email, reason)
    expect(await sendCampaign()).toEqual([other])
    expect(await lift(` ${email.toUpperCase()}`, reason)).toEqual({
      isLifted: true,
      suppressions: [],
      isSubscribed: true,
    })
    expect((await sendCampaign()).toSorted()).toEqual([email, other].toSorted())
  })

  test('is suppressed again when it bounces again', async () => {
    const { email } = await addReader(stage.world)
    const { email: other } = await addReader(stage.world)
    await suppress(email, 'bounced')
    await lift(email, 'bounced')
    await suppress(email, 'bounced')
    expect(await sendCampaign()).toEqual([other])
  })

  test('stays suppressed for any other reason', async () => {
    const { email } = await addReader(stage.world)
    const { email: other } = await addReader(stage.world)
    await suppress(email, 'bounced')
    await suppress(email, 'complained')
    expect(await lift(email, 'bounced')).toMatchObject({ isLifted: true, suppressions: [{ reason: 'complained' }] })
    expect(await sendCampaign()).toEqual([other])
  })

  test('need not be on the list: its reader can subscribe again', async () => {
    const request = buildRequest()
    await suppress(request.email, 'bounced')
    await expect(addReader(stage.world, request)).rejects.toMatchObject({ code: 'link-invalid' })
    expect(await lift(request.email, 'bounced')).toEqual({ isLifted: true, suppressions: [], isSubscribed: false })
    stage.clock.advance({ minutes: 11 })
    await addReader(stage.world, request)
    expect(await sendCampaign()).toEqual([request.email])
  })
})

describe('what a reader decided', () => {
  test('stands: who left is not on the list again', async () => {
    const { id, email } = await addReader(stage.world)
    const { email: other } = await addReader(stage.world)
    await suppress(email, 'bounced')
    const token = stage.world.links.sign('unsubscribe', { ids: [stage.world.newId(), id], expiresAt: null })
    await unsubscribe(stage.world, { token, method: 'page' })
    expect(await lift(email, 'bounced')).toMatchObject({
      isLifted: true,
      suppressions: [{ reason: 'left' }],
      isSubscribed: false,
    })
    expect(await sendCampaign()).toEqual([other])
  })

  test('stands: a blocked address stays blocked', async () => {
    const request = buildRequest()
    await subscribe(stage.world, request)
    const index = stage.world.blindIndex.address(parseEmailAddress(request.email))
    const open = await findOpenRequest(stage.world.database, index, stage.world.now())
    const token = stage.world.links.sign('block', { ids: [open?.id ?? ''], expiresAt: open?.expiresAt ?? null })
    await blockAddress(stage.world, { token })
    expect(await lift(request.email, 'complained')).toEqual({
      isLifted: false,
      suppressions: [{ reason: 'blocked', suppressedAt: stage.world.now() }],
      isSubscribed: false,
    })
  })
})

describe('a lifting', () => {
  test.each([null, '', '  '])('of a complaint needs a reason in words (%j)', async (because) => {
    const { email } = await addReader(stage.world)
    await suppress(email, 'complained')
    await expect(lift(email, 'complained', because)).rejects.toMatchObject({
      code: 'reason-missing',
      field: 'because',
    })
    await suppress(email, 'bounced')
    await expect(lift(email, 'bounced', because)).resolves.toMatchObject({ isLifted: true })
  })

  test.each(['somebody@readers.example asked', 'ask somebody＠readers'])('keeps no address (%s)', async (because) => {
    await expect(lift('somebody@readers.example', 'bounced', because)).rejects.toMatchObject({
      code: 'reason-names-address',
      field: 'because',
    })
  })

  test('is on record, with the keyed hash of the address and the reason, also where nothing was lifted', async () => {
    const { email } = await addReader(stage.world)
    await suppress(email, 'complained')
    await lift(email, 'complained')
    await lift(email, 'complained')
    await lift(email, 'bounced', null)
    const { rows } = await stage.testDatabase.pool.query(
      `select actor_id, subject, detail from audit_events where action = 'suppression-lifted' order by id`,
    )
    const common = {
      actor_id: stage.team.admin.id,
      subject: stage.world.blindIndex.suppression(parseEmailAddress(email)).toHex(),
    }
    expect(rows).toEqual([
      { ...common, detail: { suppression: 'complained', lifted: 1, because: asked } },
      { ...common, detail: { suppression: 'complained', lifted: 0, because: asked } },
      { ...common, detail: { suppression: 'bounced', lifted: 0 } },
    ])
    expect((await checkAuditChain(stage.world, { member: null })).brokenAt).toBeNull()
  })

  test('is an administrator’s to do', async () => {
    for (const member of [stage.team.editor, stage.team.approver]) {
      const lifted = liftSuppression(stage.world, {
        member,
        email: 'somebody@readers.example',
        suppression: 'bounced',
        because: asked,
      })
      await expect(lifted).rejects.toMatchObject({ code: 'role-missing' })
    }
  })
})
