import { beforeEach, expect, test } from 'vitest'
import { endOnRequest } from '#actions/end-on-request'
import { lookUpSubscriber } from '#actions/look-up-subscriber'
import { endingWishes } from '#domain/suppression'
import { addReader } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

test.each(endingWishes)('a reader who told staff gets no letter any more (%s)', async (wish) => {
  const { world, team, mailer } = stage
  const member = team.admin
  const { email } = await addReader(world)
  const { email: other } = await addReader(world)
  expect(await endOnRequest(world, { member, email, wish })).toEqual({ hasEnded: true })
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  for (const { id } of await stage.batches()) await stage.send(id)
  expect(mailer.accepted.map(({ to }) => to)).toEqual([other])
  const found = await lookUpSubscriber(world, { member, email })
  expect(found.subscription?.endedAt).not.toBeNull()
  expect(found.suppressions).toMatchObject([{ reason: wish }])
  expect(found.consents.at(-1)).toMatchObject({
    kind: wish === 'left' ? 'withdrawn' : 'blocked',
    source: 'request-to-staff',
  })
})

test('said again it changes nothing, and leaves no second withdrawal', async () => {
  const { world, team } = stage
  const member = team.admin
  const { email } = await addReader(world)
  await endOnRequest(world, { member, email, wish: 'left' })
  const before = await lookUpSubscriber(world, { member, email })
  expect(await endOnRequest(world, { member, email, wish: 'left' })).toEqual({ hasEnded: false })
  expect(await lookUpSubscriber(world, { member, email })).toEqual(before)
})

test('an address that was never on the list can be kept off it', async () => {
  const { world, team } = stage
  const member = team.admin
  const email = 'never@readers.example'
  expect(await endOnRequest(world, { member, email, wish: 'blocked' })).toEqual({ hasEnded: false })
  const found = await lookUpSubscriber(world, { member, email })
  expect(found).toMatchObject({ subscription: null, consents: [], suppressions: [{ reason: 'blocked' }] })
})

test('only administrators let readers go', async () => {
  const { world, team } = stage
  const { email } = await addReader(world)
  const end = endOnRequest(world, { member: team.approver, email, wish: 'left' })
  await expect(end).rejects.toMatchObject({ code: 'role-missing' })
})
