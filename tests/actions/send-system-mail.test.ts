import { beforeAll, expect, test } from 'vitest'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { sendPreferencesLink } from '#actions/send-preferences-link'
import { jobOutbox } from '#database/tables'
import { assembleTeam } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
  return testWorld.close
})

test('a mail whose repetition the provider knows with other bytes was sent, and is not tried again', async () => {
  const { world, clock } = testWorld
  const { id: subscriberId, email } = await addReader(world)
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  await requestPreferencesLink(world, { email })
  const [job] = await world.database.select().from(jobOutbox)
  const mailer = createRecordingMailer({ remembersKeys: true })
  mailer.answers.push(failWith('unknown'), failWith('conflict'))
  const send = () =>
    sendPreferencesLink(testWorld.sendWith(mailer), { subscriberId, key: job?.id ?? '' }, new AbortController().signal)
  await expect(send()).rejects.toMatchObject({ kind: 'unknown' })
  clock.advance({ seconds: 5 })
  await send()
  expect(mailer.calls.map(({ key }) => key)).toEqual([job?.id, job?.id])
  expect(mailer.calls[0]?.mails[0]?.text).not.toBe(mailer.calls[1]?.mails[0]?.text)
})
