import { beforeEach, describe, expect, test } from 'vitest'
import { changePreferences } from '#actions/change-preferences'
import { eraseExpiredRequests } from '#actions/erase-expired-requests'
import { openVisit } from '#actions/open-visit'
import { readPreferences } from '#actions/read-preferences'
import { sendPreferencesLink } from '#actions/send-preferences-link'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { unsubscribe } from '#actions/unsubscribe'
import type { SendingWorld } from '#actions/world'
import { findSubscriber } from '#database/subscriber-queries'
import { jobOutbox, readerVisits } from '#database/tables'
import { PutOff } from '#domain/put-off'
import { assembleTeam } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { finishBody } from '#domain/merge'
import { createRecordingMailer, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'
import { buildChoices, linkOf } from '../support/visits.ts'

let testWorld: TestWorld
let world: SendingWorld
let mailer: RecordingMailer
let reader: { id: string; email: string }

beforeEach(async () => {
  testWorld = await createTestWorld()
  mailer = createRecordingMailer({ name: 'resend', remembersKeys: true })
  world = testWorld.sendWith(mailer)
  await assembleTeam(world)
  reader = await addReader(world, { locale: 'ko', topics: ['un-watch'] })
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  return testWorld.close
})

describe('a link that was mailed', () => {
  test('opens the reader’s own address, name and phrase, which no page of ours could open without it', async () => {
    const token = await linkOf(world, reader.id)
    expect(await openVisit(testWorld.world, token)).toMatchObject({
      subscriberId: reader.id,
      address: reader.email,
      name: null,
      phrase: world.phrases.phraseFor(reader.id, 'ko'),
    })
    const [visit] = await world.database.select().from(readerVisits)
    expect(Buffer.from(visit?.sealed ?? []).includes(reader.email)).toBe(false)
    expect('opener' in testWorld.world).toBe(false)
  })

  test('is the same in every attempt of the mail, but for its end', async () => {
    await requestPreferencesLink(world, { email: reader.email })
    const [job] = await world.database.select().from(jobOutbox)
    const send = () =>
      sendPreferencesLink(world, { subscriberId: reader.id, key: job?.id ?? '' }, new AbortController().signal)
    mailer.answers.push(failWith('unknown'))
    await expect(send()).rejects.toBeInstanceOf(PutOff)
    await send()
    const [first, second] = mailer.calls.map(({ mails }) => mails[0] && finishBody(mails[0].body).text)
    expect(second).toBe(first)
    const token = /\/preferences\/(\S+)/.exec(second ?? '')?.[1] ?? ''
    expect((await openVisit(world, token)).address).toBe(reader.email)
    expect(await world.database.select().from(readerVisits)).toHaveLength(1)
  })

  test('opens nothing with another secret, another reader, without one, or when it is altered', async () => {
    const other = await addReader(world)
    const [token, otherToken] = [await linkOf(world, reader.id), await linkOf(world, other.id)]
    const [claim = '', secret = ''] = token.split('.')
    const [otherClaim = '', otherSecret = ''] = otherToken.split('.')
    const bare = world.links.sign('preferences', { ids: [reader.id], expiresAt: world.now().add({ hours: 1 }) })
    for (const forged of [
      claim,
      `${claim}.`,
      `${claim}.${otherSecret}`,
      `${otherClaim}.${secret}`,
      `${token}.${secret}`,
      bare,
      `${bare}.${secret}`,
      '',
      '.',
    ])
      await expect(openVisit(world, forged)).rejects.toMatchObject({ code: 'link-invalid' })
  })

  test('ends after an hour, and what it opened is erased', async () => {
    const token = await linkOf(world, reader.id)
    testWorld.clock.advance({ minutes: 59 })
    expect(await eraseExpiredRequests(world)).toBe(0)
    await openVisit(world, token)
    testWorld.clock.advance({ minutes: 1 })
    await expect(openVisit(world, token)).rejects.toMatchObject({ code: 'link-expired' })
    expect(await eraseExpiredRequests(world)).toBe(1)
    expect(await world.database.select().from(readerVisits)).toEqual([])
  })

  test('ends at once when its reader leaves', async () => {
    const token = await linkOf(world, reader.id)
    const leaving = world.links.sign('unsubscribe', { ids: [reader.id], expiresAt: null })
    await unsubscribe(world, { token: leaving, method: 'page' })
    await expect(openVisit(world, token)).rejects.toMatchObject({ code: 'link-invalid' })
    expect(await world.database.select().from(readerVisits)).toEqual([])
  })
})

describe('choices', () => {
  const everything = buildChoices({
    locale: 'en',
    topics: ['un-watch', 'take-action'],
    timeZone: 'Asia/Tokyo',
    cadence: 'chosen-days',
    chosenDays: ['human-rights-day'],
    quietDays: ['chuseok', 'lunar-new-year'],
    pausedUntil: '2026-06-01',
    isTextOnly: true,
    name: 'Mina <b>',
  })

  test('are saved whole, and the link shows them', async () => {
    const token = await linkOf(world, reader.id)
    expect(await changePreferences(world, { token, ...everything })).toEqual({ locale: 'en' })
    const { choices, maskedAddress, phrase } = await readPreferences(world, { token })
    const topics = choices.topics.toSorted()
    expect({ ...everything, ...choices, topics }).toEqual({ ...everything, topics: ['take-action', 'un-watch'] })
    expect(maskedAddress).toBe('r•••••@readers.example')
    expect(phrase).toBe(world.phrases.phraseFor(reader.id, 'ko'))
    const stored = await findSubscriber(world.database, reader.id)
    expect(stored?.pausedUntil?.toString()).toBe('2026-05-31T15:00:00Z')
    expect(Buffer.from(stored?.nameSealed ?? []).includes('Mina')).toBe(false)
  })

  test('are taken back, the name with them', async () => {
    const token = await linkOf(world, reader.id)
    await changePreferences(world, { token, ...everything })
    await changePreferences(world, { token, ...buildChoices() })
    expect(await findSubscriber(world.database, reader.id)).toMatchObject({
      cadence: 'every',
      chosenDays: [],
      quietDays: [],
      pausedUntil: null,
      isTextOnly: false,
      nameSealed: null,
    })
    expect((await openVisit(world, token)).name).toBeNull()
  })

  test('hold another phrase on demand, which nobody could have known, and which letters carry from then on', async () => {
    const token = await linkOf(world, reader.id)
    const { phrase: former } = await openVisit(world, token)
    await changePreferences(world, { token, ...buildChoices({ wantsNewPhrase: true }) })
    const { phrase } = await openVisit(world, token)
    expect(phrase).not.toBe(former)
    expect((await openVisit(world, await linkOf(world, reader.id))).phrase).toBe(phrase)
    await changePreferences(world, { token, ...buildChoices() })
    expect((await openVisit(world, token)).phrase).toBe(phrase)
  })

  test.each([
    [{ topics: [] }, 'topics-missing'],
    [{ topics: ['gossip'] }, 'topic-unknown'],
    [{ timeZone: 'Moon/Base' }, 'time-zone-unknown'],
    [{ chosenDays: ['payday'] }, 'input-invalid'],
    [{ quietDays: ['payday'] }, 'input-invalid'],
    [{ pausedUntil: '2026-05-13' }, 'pause-implausible'],
    [{ cadence: 'chosen-days' }, 'days-missing'],
  ])('with %j are refused, and nothing is saved', async (fault, code) => {
    const token = await linkOf(world, reader.id)
    const before = await findSubscriber(world.database, reader.id)
    const wish = changePreferences(world, { token, ...buildChoices({ locale: 'en', name: 'Mina', ...fault }) })
    await expect(wish).rejects.toMatchObject({ code })
    expect(await findSubscriber(world.database, reader.id)).toEqual(before)
  })

  test('keep a topic that is offered no more for whoever has it, until they leave it themselves', async () => {
    const token = await linkOf(world, reader.id)
    await testWorld.testDatabase.pool.query(`update topics set retired_at = now() where id = 'un-watch'`)
    expect((await readPreferences(world, { token })).topics.map(({ id }) => id)).toContain('un-watch')
    await changePreferences(world, { token, ...buildChoices({ topics: ['un-watch'] }) })
    expect((await readPreferences(world, { token })).choices.topics).toEqual(['un-watch'])
    await changePreferences(world, { token, ...buildChoices() })
    expect((await readPreferences(world, { token })).topics.map(({ id }) => id)).not.toContain('un-watch')
    const again = changePreferences(world, { token, ...buildChoices({ topics: ['un-watch'] }) })
    await expect(again).rejects.toMatchObject({ code: 'topic-unknown' })
  })

  test('are forgotten by whoever leaves and comes back', async () => {
    const token = await linkOf(world, reader.id)
    await changePreferences(world, { token, ...everything })
    const leaving = world.links.sign('unsubscribe', { ids: [reader.id], expiresAt: null })
    await unsubscribe(world, { token: leaving, method: 'page' })
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const again = await addReader(world, { email: reader.email })
    expect(again.id).toBe(reader.id)
    expect(await findSubscriber(world.database, reader.id)).toMatchObject({
      cadence: 'every',
      pausedUntil: null,
      isTextOnly: false,
      nameSealed: null,
      endedAt: null,
    })
  })
})
