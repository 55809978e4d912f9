import { beforeAll, expect, test } from 'vitest'
import { readPreferences } from '#actions/read-preferences'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { unsubscribe } from '#actions/unsubscribe'
import { findSubscriber } from '#database/subscriber-queries'
import { consentEvents } from '#database/tables'
import { assembleTeam } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { linkIn } from '../support/visits.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
  return testWorld.close
})

test('leaving works with the link alone, for ever, and a second time changes nothing', async () => {
  const { world, clock } = testWorld
  const { id } = await addReader(world, { locale: 'ko' })
  const campaignId = world.newId()
  const token = world.links.sign('unsubscribe', { ids: [campaignId, id], expiresAt: null })
  clock.advance({ days: 4_000 })
  expect(await unsubscribe(world, { token, method: 'one-click' })).toEqual({ locale: 'ko' })
  const endedAt = (await findSubscriber(world.database, id))?.endedAt
  clock.advance({ minutes: 1 })
  expect(await unsubscribe(world, { token, method: 'page' })).toEqual({ locale: 'ko' })
  expect((await findSubscriber(world.database, id))?.endedAt?.toString()).toBe(endedAt?.toString())
  const withdrawals = (await world.database.select().from(consentEvents)).filter(
    (event) => event.campaignId === campaignId,
  )
  expect(withdrawals).toMatchObject([{ kind: 'withdrawn', source: 'one-click', locale: 'ko' }])
})

test('a link that is not ours is answered like any other and ends nothing', async () => {
  const { world } = testWorld
  const { id } = await addReader(world)
  const preferences = world.links.sign('preferences', { ids: [id], expiresAt: world.now().add({ hours: 1 }) })
  for (const token of ['', 'nonsense', preferences, 'A'.repeat(66)]) {
    expect(await unsubscribe(world, { token, method: 'one-click' })).toBeNull()
  }
  expect((await findSubscriber(world.database, id))?.endedAt).toBeNull()
})

test('an unsubscribe link opens no preferences, and a preferences link ends with its time', async () => {
  const { world, clock } = testWorld
  const { id } = await addReader(world)
  const unsubscribeToken = world.links.sign('unsubscribe', { ids: [id], expiresAt: null })
  await expect(readPreferences(world, { token: unsubscribeToken })).rejects.toMatchObject({ code: 'link-invalid' })
  const token = await linkIn(testWorld, id)
  expect(await readPreferences(world, { token })).toMatchObject({ choices: { topics: ['days-of-remembrance'] } })
  clock.advance({ hours: 1 })
  await expect(readPreferences(world, { token })).rejects.toMatchObject({ code: 'link-expired' })
})

test('a link to the preferences is mailed to the address on file, and to nobody else', async () => {
  const { world, sendWith } = testWorld
  const { email } = await addReader(world, { locale: 'ko' })
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  const mailer = createRecordingMailer()
  await requestPreferencesLink(world, { email })
  await requestPreferencesLink(world, { email: 'stranger@readers.example' })
  expect(await runJobs(sendWith(mailer))).toEqual([])
  expect(mailer.accepted.map(({ to }) => to)).toEqual([email])
  const token = /\/preferences\/([\w.-]+)/.exec(mailer.accepted[0]?.text ?? '')?.[1] ?? ''
  expect(await readPreferences(world, { token })).toMatchObject({ locale: 'ko' })
})
