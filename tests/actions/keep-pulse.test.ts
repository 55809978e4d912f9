import { expect, test } from 'vitest'
import { keepPulse } from '#actions/keep-pulse'
import { resumeSending } from '#actions/resume-sending'
import { stopSending } from '#actions/stop-sending'
import { auditEvents } from '#database/tables'
import { findOrganisation } from '#database/organisation-queries'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

async function stopOf({ world }: SendingStage) {
  return (await findOrganisation(world.database))?.sendingStopReason ?? null
}

async function stopsOnRecord({ world }: SendingStage): Promise<unknown[]> {
  const events = await world.database.select().from(auditEvents)
  return events.filter(({ action }) => action === 'sending-stopped').map(({ detail }) => detail)
}

/** What a restored backup does: the pulse is what it was then. */
async function restorePulse({ testDatabase }: SendingStage, beat: number): Promise<void> {
  await testDatabase.pool.query('update sending_pulse set beat = $1', [beat])
}

test('every beat is one higher than the last, also of two workers at once', async () => {
  await using stage = disposable(await createSendingStage())
  const beats = await Promise.all(Array.from({ length: 6 }, () => keepPulse(stage.world, { remembered: null })))
  expect(new Set(beats.map(({ beat }) => beat))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  expect(await stopOf(stage)).toBeNull()
})

test('after a short break sending goes on', async () => {
  await using stage = disposable(await createSendingStage())
  await stage.addReaders(3)
  await keepPulse(stage.world, { remembered: null })
  await stage.release()
  stage.clock.advance({ minutes: 90 })
  expect(await keepPulse(stage.world, { remembered: 1 })).toEqual({ beat: 2, stopped: null })
  await runJobs(stage.world)
  expect(stage.mailer.accepted).toHaveLength(3)
})

test('after a long one everything waits until a person lets go', async () => {
  await using stage = disposable(await createSendingStage())
  await stage.addReaders(3)
  await keepPulse(stage.world, { remembered: null })
  await stage.release()
  stage.clock.advance({ minutes: 121 })
  expect(await keepPulse(stage.world, { remembered: 1 })).toEqual({ beat: 2, stopped: 'downtime' })
  await runJobs(stage.world)
  expect([stage.mailer.calls.length, await stopOf(stage)]).toEqual([0, 'downtime'])
  expect(await stopsOnRecord(stage)).toEqual([{ reason: 'downtime' }])

  await resumeSending(stage.world, { member: stage.team.admin })
  expect(await keepPulse(stage.world, { remembered: 2 })).toEqual({ beat: 3, stopped: null })
  await runJobs(stage.world)
  expect(stage.mailer.accepted).toHaveLength(3)
})

test('a long break with nothing underway is no reason to stop', async () => {
  await using stage = disposable(await createSendingStage())
  await keepPulse(stage.world, { remembered: null })
  stage.clock.advance({ days: 30 })
  expect(await keepPulse(stage.world, { remembered: 1 })).toEqual({ beat: 2, stopped: null })
})

test('a restored database sends nothing, and is found once', async () => {
  await using stage = disposable(await createSendingStage())
  await keepPulse(stage.world, { remembered: 40 - 1 })
  await resumeSending(stage.world, { member: stage.team.admin })
  await restorePulse(stage, 12)
  expect(await keepPulse(stage.world, { remembered: 40 })).toEqual({ beat: 41, stopped: 'restored' })
  // Another worker remembers as much, and a person has decided meanwhile.
  await resumeSending(stage.world, { member: stage.team.admin })
  expect(await keepPulse(stage.world, { remembered: 40 })).toEqual({ beat: 42, stopped: null })
  expect(await stopOf(stage)).toBeNull()
})

test('who lets go of a stop learns that the database was restored, whoever had stopped the copy', async () => {
  await using stage = disposable(await createSendingStage())
  await stopSending(stage.world, { member: stage.team.admin })
  await keepPulse(stage.world, { remembered: null })
  await restorePulse(stage, 0)
  expect(await keepPulse(stage.world, { remembered: 1 })).toMatchObject({ stopped: 'restored' })
  expect(await stopOf(stage)).toBe('restored')
  expect(await stopsOnRecord(stage)).toEqual([{ reason: 'staff' }, { reason: 'restored' }])
})

test('a stop of staff stays theirs through a long break', async () => {
  await using stage = disposable(await createSendingStage())
  await stage.addReaders(1)
  await keepPulse(stage.world, { remembered: null })
  await stage.release()
  await stopSending(stage.world, { member: stage.team.admin })
  stage.clock.advance({ hours: 5 })
  expect(await keepPulse(stage.world, { remembered: 1 })).toMatchObject({ stopped: null })
  expect(await stopOf(stage)).toBe('staff')
})

function disposable(stage: SendingStage): SendingStage & AsyncDisposable {
  return { ...stage, [Symbol.asyncDispose]: stage.close }
}
