import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectSending } from '#actions/inspect-sending'
import { resumeProvider } from '#actions/resume-provider'
import { resumeSending } from '#actions/resume-sending'
import { retryFailedJobs } from '#actions/retry-failed-jobs'
import { stopProvider } from '#actions/stop-provider'
import { stopSending } from '#actions/stop-sending'
import { enqueueJob, failJob, lockUnrungJobs, markJobsRung } from '#database/job-outbox'
import { auditEvents, campaigns, jobOutbox, providerEvents } from '#database/tables'
import { approve, assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  await addReader(testWorld.world, { locale: 'en' })
})

afterAll(() => testWorld.close())

test('campaigns underway are shown with what they wait for, and no draft and nothing that is over', async () => {
  const { world } = testWorld
  await draftCampaign(world, team)
  const scheduled = await draftCampaign(world, team)
  const held = await draftCampaign(world, team)
  const over = await draftCampaign(world, team)
  for (const id of [scheduled, held, over]) await approve(world, team, id)
  const change = (id: string, facts: Partial<typeof campaigns.$inferInsert>) =>
    world.database.update(campaigns).set(facts).where(eq(campaigns.id, id))
  await change(held, { heldAt: world.now(), holdReason: 'provider-quota' })
  await change(over, { cancelledAt: world.now() })

  const { campaigns: shown } = await inspectSending(world)
  expect(shown).toMatchObject([
    { status: 'scheduled', holdReason: null, provider: 'smtp', account: { frozen: 0 } },
    { status: 'held', at: world.now(), holdReason: 'provider-quota' },
  ])
})

test('jobs that failed for good are counted by their codes, and tried again with all of their attempts', async () => {
  const { world } = testWorld
  await world.database.delete(jobOutbox)
  const ids = [world.newId(), world.newId(), world.newId()] as const
  for (const id of ids) {
    const payload = { campaignId: world.newId() }
    await enqueueJob(world.database, { id, name: 'finish-campaign', payload, now: world.now() })
  }
  await markJobsRung(world.database, ids, world.now())
  for (const id of ids.slice(0, 2)) await failJob(world.database, id, 'error-57014', world.now())
  expect((await inspectSending(world)).jobs).toEqual({
    waiting: 1,
    failed: [{ name: 'finish-campaign', code: 'error-57014', count: 2 }],
  })

  expect(await retryFailedJobs(world)).toBe(2)
  expect((await inspectSending(world)).jobs).toEqual({ waiting: 3, failed: [] })
  const rung = await lockUnrungJobs(world.database, world.now(), 10)
  expect(rung.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 2).toSorted())
  expect(await retryFailedJobs(world)).toBe(0)
})

test('events of letters that were not found are counted, others are not', async () => {
  const { world } = testWorld
  const event = { provider: 'smtp', kind: 'delivered', occurredAt: world.now(), arrivedAt: world.now() } as const
  await world.database.insert(providerEvents).values([
    { ...event, id: 'new' },
    { ...event, id: 'parked', triedAt: world.now() },
    { ...event, id: 'applied', triedAt: world.now(), appliedAt: world.now() },
  ])
  expect((await inspectSending(world)).parkedEvents).toBe(1)
})

test('what the operator does at the machine is on record as done by the operator', async () => {
  const { world } = testWorld
  await stopSending(world, { member: null })
  await resumeSending(world, { member: null })
  await stopProvider(world, { member: null, provider: 'smtp' })
  await resumeProvider(world, { member: null, provider: 'smtp' })
  const [job] = await lockUnrungJobs(world.database, world.now(), 1)
  await failJob(world.database, job?.id ?? '', 'error-57014', world.now())
  expect(await retryFailedJobs(world)).toBe(1)
  const events = await world.database.select().from(auditEvents)
  expect(events.slice(-5).map(({ action, actorId, detail }) => ({ action, actorId, by: detail['by'] }))).toEqual(
    ['sending-stopped', 'sending-resumed', 'provider-stopped', 'provider-resumed', 'jobs-retried'].map((action) => ({
      action,
      actorId: null,
      by: 'operator',
    })),
  )
})
