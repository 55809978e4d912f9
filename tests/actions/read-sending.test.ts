import { beforeEach, expect, test } from 'vitest'
import { readSending } from '#actions/read-sending'
import { resumeProvider } from '#actions/resume-provider'
import { resumeSending } from '#actions/resume-sending'
import { stopProvider } from '#actions/stop-provider'
import { stopSending } from '#actions/stop-sending'
import { raisePulse } from '#database/pulse-queries'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  const smtp = createRecordingMailer({ name: 'smtp' })
  stage = await createSendingStage(createRecordingMailer({ name: 'resend', remembersKeys: true }), { others: [smtp] })
  return () => stage.close()
})

const well = {
  isConfigured: true,
  standing: 'ready',
  stopped: null,
  restsUntil: null,
  failingSince: null,
  warmUp: null,
}

test('nothing stands in the way at first, and the providers are named in their order', async () => {
  expect(await readSending(stage.world)).toEqual({
    stop: null,
    pulse: null,
    providers: [
      { name: 'resend', isUsual: true, ...well },
      { name: 'smtp', isUsual: false, ...well },
    ],
  })
})

test('a stop, the pulse and a stopped provider are there with their times and reasons, until they are let go', async () => {
  const { world, clock, team } = stage
  const since = clock.now()
  await stopSending(world, { member: team.editor })
  await stopProvider(world, { member: null, provider: 'smtp' })
  await raisePulse(world.database, 6, since)
  clock.advance({ minutes: 1 })
  await stopSending(world, { member: team.editor })
  await stopProvider(world, { member: team.editor, provider: 'smtp' })
  const { stop, pulse, providers } = await readSending(world)
  expect(stop).toEqual({ since, reason: 'staff' })
  expect(pulse).toEqual({ beat: 7, beatenAt: since })
  expect(providers[1]).toMatchObject({ standing: 'stopped', stopped: { since, reason: 'staff' } })
  await resumeSending(world, { member: null })
  await resumeProvider(world, { member: team.editor, provider: 'smtp' })
  expect(await readSending(world)).toMatchObject({ stop: null, providers: [well, well] })
})

test('a provider that was taken out of the configuration is still there, as one that is not used', async () => {
  await stopProvider(stage.world, { member: stage.team.editor, provider: 'smtp' })
  const { providers } = await readSending({ ...stage.world, providers: ['resend'] })
  expect(providers[1]).toMatchObject({ name: 'smtp', isConfigured: false, isUsual: false, standing: 'stopped' })
})

test('stopping and resuming take a role, and a provider that is configured', async () => {
  const translator = { ...stage.team.editor, role: 'translator' } as const
  await expect(stopProvider(stage.world, { member: translator, provider: 'smtp' })).rejects.toMatchObject({
    code: 'role-missing',
  })
  await expect(resumeProvider(stage.world, { member: translator, provider: 'smtp' })).rejects.toMatchObject({
    code: 'role-missing',
  })
  const world = { ...stage.world, providers: ['resend'] as const }
  await expect(stopProvider(world, { member: null, provider: 'smtp' })).rejects.toMatchObject({
    code: 'provider-unknown',
  })
})
