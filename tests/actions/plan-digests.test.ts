import { beforeEach, describe, expect, test } from 'vitest'
import { planDigests } from '#actions/plan-digests'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { unsubscribe } from '#actions/unsubscribe'
import { changeSubscriber, replaceSubscriberTopics, suppressAddress } from '#database/subscriber-queries'
import { updateCampaign } from '#database/campaign-queries'
import { digests } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import { audienceRuleSchema } from '#domain/audience'
import { approve, draftCampaign, realContents } from '../support/campaigns.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

type Reader = { readonly id: string; readonly email: string }

/** Readers of digests in Seoul, every second one Korean. */
async function addDigestReaders(count: number, timeZone: string | null = 'Asia/Seoul'): Promise<Reader[]> {
  const readers = await stage.addReaders(count, ['ko', 'en'])
  for (const { id } of readers) await changeSubscriber(stage.world.database, id, { cadence: 'digest', timeZone })
  return readers
}

/** Sends a letter to everyone, or to readers of these topics. */
async function sendLetter(topics: readonly string[] = []): Promise<string> {
  const { world, team, clock } = stage
  const audience = audienceRuleSchema.parse({ topics })
  const campaignId = await draftCampaign(world, team, { revision: { audience } })
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  expect(await runJobs(world)).toEqual([])
  return campaignId
}

/** The first of June in Seoul, at nine. */
const morning = '2026-06-01T00:00:00Z'
const digestsTo = (email: string) => stage.mailer.accepted.filter(({ to, body }) => to === email && !('letter' in body))

describe('the mail of a month', () => {
  test('comes on the first morning where its reader lives, once, with the letters they missed', async () => {
    const [korean, english] = await addDigestReaders(2)
    await changeSubscriber(stage.world.database, english?.id ?? '', { timeZone: 'Europe/London' })
    await stage.addReaders(1)
    await sendLetter()
    expect(stage.mailer.accepted).toHaveLength(1)
    stage.clock.set(Temporal.Instant.from(morning).subtract({ minutes: 1 }))
    expect(await planDigests(stage.world)).toBe(0)
    stage.clock.set(morning)
    expect(await planDigests(stage.world)).toBe(1)
    expect(await planDigests(stage.world)).toBe(0)
    expect(await runJobs(stage.world)).toEqual([])
    expect(await planDigests(stage.world)).toBe(0)
    stage.clock.advance({ hours: 8 })
    expect(await planDigests(stage.world)).toBe(1)
    expect(await runJobs(stage.world)).toEqual([])
    const [first, ...others] = digestsTo(korean?.email ?? '')
    expect(others).toEqual([])
    expect(first?.subject).toBe('2026년 5월에 보낸 편지')
    expect(first?.text).toContain(realContents.ko?.title)
    expect(digestsTo(english?.email ?? '').map(({ subject }) => subject)).toEqual(['What was sent in May 2026'])
  })

  test('can be left by one click, says which list it is of and carries the reader’s phrase', async () => {
    const [reader] = await addDigestReaders(1)
    await sendLetter()
    stage.clock.set(morning)
    await planDigests(stage.world)
    expect(await runJobs(stage.world)).toEqual([])
    const [mail] = digestsTo(reader?.email ?? '')
    expect(mail?.headers).toMatchObject({
      'List-Id': '<letters.news.example>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(mail?.text).toContain(stage.world.phrases.phraseFor(reader?.id ?? '', 'ko'))
    const token = /<https:\/\/news\.example\.org\/u\/([\w-]+)>/.exec(mail?.listUnsubscribe ?? '')?.[1] ?? ''
    expect(mail?.html).toContain(`/u/${token}`)
    expect(await unsubscribe(stage.world, { token, method: 'one-click' })).toEqual({ locale: 'ko' })
  })

  test('is made up for within the first week, and not after', async () => {
    await addDigestReaders(1)
    await sendLetter()
    stage.clock.set('2026-06-07T14:59:00Z')
    expect(await planDigests(stage.world)).toBe(1)
    await addDigestReaders(1)
    stage.clock.set('2026-06-07T15:00:00Z')
    expect(await planDigests(stage.world)).toBe(0)
  })

  test('names no letter of another topic, from before they subscribed, or that they got', async () => {
    const [reader] = await addDigestReaders(1)
    const { id = '', email = '' } = reader ?? {}
    await replaceSubscriberTopics(stage.world.database, id, ['un-watch'])
    const [other] = await stage.addReaders(1)
    await replaceSubscriberTopics(stage.world.database, other?.id ?? '', ['take-action'])
    await sendLetter(['take-action'])
    await changeSubscriber(stage.world.database, id, { cadence: 'every' })
    await sendLetter(['un-watch'])
    expect(stage.mailer.accepted.map(({ to }) => to)).toEqual([other?.email, email])
    await changeSubscriber(stage.world.database, id, { cadence: 'digest' })
    stage.clock.advance({ minutes: 1 })
    const [newcomer] = await addDigestReaders(1)
    await replaceSubscriberTopics(stage.world.database, newcomer?.id ?? '', ['un-watch'])
    stage.clock.set(morning)
    expect(await planDigests(stage.world)).toBe(0)
    expect((await stage.world.database.select().from(digests)).map(({ campaignIds }) => campaignIds)).toEqual([[], []])
    expect(digestsTo(email)).toEqual([])
  })

  test('names no letter that cannot be seen any more, and is not sent when there is none left', async () => {
    const [reader] = await addDigestReaders(1)
    const [withheld, takenDown] = [await sendLetter(), await sendLetter()]
    await updateCampaign(stage.world.database, withheld, { withheldAt: stage.world.now() })
    stage.clock.set(morning)
    expect(await planDigests(stage.world)).toBe(1)
    expect((await stage.world.database.select().from(digests))[0]?.campaignIds).toEqual([takenDown])
    await updateCampaign(stage.world.database, takenDown, { takenDownAt: stage.world.now() })
    expect(await runJobs(stage.world)).toEqual([])
    expect(digestsTo(reader?.email ?? '')).toEqual([])
  })

  test('goes to nobody who has left, is suppressed or rests by then', async () => {
    const { world, clock } = stage
    const [leaver, complainer, rester, stayer] = await addDigestReaders(4)
    await sendLetter()
    clock.set(morning)
    expect(await planDigests(world)).toBe(4)
    const token = world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null })
    await unsubscribe(world, { token, method: 'page' })
    const hash = world.blindIndex.suppression(parseEmailAddress(complainer?.email ?? ''))
    await suppressAddress(world.database, hash, 'complained', world.now())
    await changeSubscriber(world.database, rester?.id ?? '', { pausedUntil: world.now().add({ hours: 1 }) })
    expect(await runJobs(world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => to)).toEqual([stayer?.email])
  })

  test('goes to nobody who wants every letter by then, or quiet around a holiday that has begun', async () => {
    const { world, clock } = stage
    clock.set('2028-09-10T00:00:00Z')
    const [changer, quiet, stayer] = await addDigestReaders(3)
    await sendLetter()
    clock.set('2028-10-02T00:00:00Z')
    expect(await planDigests(world)).toBe(3)
    await changeSubscriber(world.database, changer?.id ?? '', { cadence: 'every' })
    await changeSubscriber(world.database, quiet?.id ?? '', { quietDays: ['chuseok'] })
    expect(await runJobs(world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => to)).toEqual([stayer?.email])
  })

  test('waits for the end of a pause that ends in time', async () => {
    const [reader] = await addDigestReaders(1)
    await sendLetter()
    const pausedUntil = Temporal.Instant.from(morning).add({ hours: 24 })
    await changeSubscriber(stage.world.database, reader?.id ?? '', { pausedUntil })
    stage.clock.set(morning)
    expect(await planDigests(stage.world)).toBe(0)
    stage.clock.set(pausedUntil)
    expect(await planDigests(stage.world)).toBe(1)
  })

  test('is plain text alone for those who want that', async () => {
    const [reader] = await addDigestReaders(1)
    await changeSubscriber(stage.world.database, reader?.id ?? '', { isTextOnly: true })
    await sendLetter()
    stage.clock.set(morning)
    await planDigests(stage.world)
    expect(await runJobs(stage.world)).toEqual([])
    expect(digestsTo(reader?.email ?? '').map(({ isTextOnly }) => isTextOnly)).toEqual([true])
  })
})

test('a digest whose outcome stays unknown is never sent twice', async () => {
  await stage.close()
  stage = await createSendingStage(createRecordingMailer({ name: 'smtp' }))
  const [reader] = await addDigestReaders(1)
  await sendLetter()
  stage.clock.set(morning)
  await planDigests(stage.world)
  stage.mailer.answers.push(failWith('unknown'))
  expect(await runJobs(stage.world)).toEqual([])
  stage.clock.advance({ hours: 1 })
  expect(await planDigests(stage.world)).toBe(0)
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.calls.flatMap(({ mails }) => mails).filter(({ to }) => to === reader?.email)).toHaveLength(1)
})
