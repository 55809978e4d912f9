import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planObservances } from '#actions/plan-observances'
import { readCampaign } from '#actions/read-campaign'
import { campaigns, jobOutbox, libraryEntries, plannedDrafts, staffNotices } from '#database/tables'
import { plannedYears } from '../domain/support/planned-years.ts'
import { untilBlocked } from '../support/locks.ts'
import { openPlanningOffice, type PlanningOffice } from '../support/planning-office.ts'

/** 730 runs take some ten seconds; a machine that does much else gets its time. */
const twoYearsMilliseconds = 300_000

/** Runs a test in an office of its own. */
async function inOffice(since: string, work: (office: PlanningOffice) => Promise<void>): Promise<void> {
  await using office = await openPlanningOffice(since)
  await work(office)
}

describe('with the clock moved over every day of 2026 and 2027', () => {
  let office: PlanningOffice
  beforeAll(async () => {
    office = await openPlanningOffice('2026-01-01')
    await office.planFrom('2026-01-01', '2027-12-31')
  }, twoYearsMilliseconds)
  afterAll(() => office.close())

  test('planning does what stands in the table, and nothing twice', async () => {
    expect((await office.told()).toSorted()).toEqual(plannedYears.toSorted())
  })

  test('every draft has the words of its step, an audience, and a schedule for its day', async () => {
    const { world } = office
    const drafts = await world.database.select().from(plannedDrafts)
    expect(drafts.length).toBeGreaterThan(100)
    for (const { campaignId, plannedFor } of drafts) {
      const { campaign, revision, status } = await readCampaign(world, { campaignId })
      expect({ campaignId, status, author: campaign.authorId }).toEqual({ campaignId, status: 'draft', author: null })
      expect(Object.keys(revision?.contents ?? {}).toSorted()).toEqual(['en', 'ko'])
      expect(revision).toMatchObject({ number: 1, authorId: null, acknowledgedFacts: [] })
      expect(revision?.audience.topics).not.toEqual([])
      const { schedule } = campaign
      expect(schedule?.mode === 'on-outcome' ? campaign.firstDueAt : schedule?.date).toEqual(
        schedule?.mode === 'on-outcome' ? null : plannedFor.toString(),
      )
    }
  })

  test('no two drafts share a name, and nothing has been sent or approved', async () => {
    const rows = await office.world.database.select().from(campaigns)
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
    expect(rows.filter(({ releasedAt, submittedAt }) => releasedAt ?? submittedAt)).toEqual([])
  })
})

test('planning run several times a day by two workers at once does everything once, and mails it once', () =>
  inOffice('2026-05-25', async (office) => {
    for (let day = Temporal.PlainDate.from('2026-05-25'); day.toString() <= '2026-07-05'; day = day.add({ days: 1 })) {
      await office.planOn(day.toString(), 2)
      office.clock.advance({ hours: 11 })
      expect(await planObservances(office.world)).toEqual({ created: 0, moved: 0, voided: 0, told: 0 })
    }
    // The first run also catches up with what was due before.
    const isDue = (line: string): boolean => line >= '2026-05-26' && line < '2026-07-06'
    expect((await office.told('2026-05-26')).toSorted()).toEqual(plannedYears.filter(isDue).toSorted())
    const { database } = office.world
    const notices = await database.select().from(staffNotices)
    const jobs = await database.select().from(jobOutbox).where(eq(jobOutbox.name, 'send-staff-notice'))
    const mailings = new Set(notices.map(({ mailingId }) => mailingId))
    // One mail for each of the three members of staff and each mailing; nothing waits.
    expect(mailings.has(null)).toBe(false)
    expect(jobs.map(({ payload }) => `${payload['staffId']} ${payload['mailingId']}`).toSorted()).toEqual(
      Object.values(office.team)
        .flatMap(({ id }) => [...mailings].map((mailingId) => `${id} ${mailingId}`))
        .toSorted(),
    )
  }))

test('two workers who begin the same draft at the same moment make one', () =>
  inOffice('2026-06-01', async (office) => {
    const { world, testDatabase } = office
    office.setDay('2026-06-23')
    const client = await testDatabase.pool.connect()
    await client.query('begin; lock table planned_drafts in share mode')
    const workers = [planObservances(world), planObservances(world)]
    await untilBlocked(testDatabase.pool, 2)
    await client.query('commit')
    client.release()
    const reports = await Promise.all(workers)
    const drafts = await world.database.select().from(plannedDrafts)
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(drafts.length)
    expect(drafts.map(({ observanceId, offsetDays }) => `${observanceId} ${offsetDays}`)).toContain(
      'nk-defectors-day -7',
    )
    const made = await world.database.select().from(campaigns)
    expect(made).toHaveLength(drafts.length)
  }))

test('a worker that dies between making a draft and committing it leaves nothing, and the next one makes it', () =>
  inOffice('2026-06-01', async (office) => {
    const { world, testDatabase } = office
    office.setDay('2026-06-23')
    const client = await testDatabase.pool.connect()
    await client.query('begin; lock table planned_drafts in share mode')
    const dying = planObservances(world)
    await untilBlocked(testDatabase.pool)
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await client.query('commit')
    client.release()
    await expect(dying).rejects.toThrow(/could not be carried out/)
    const drafts = await world.database.select().from(plannedDrafts)
    expect(await world.database.select().from(campaigns)).toHaveLength(drafts.length)
    await planObservances(world)
    await office.planOn('2026-06-23')
    expect(new Set(await office.told()).size).toBe((await office.told()).length)
    expect(await office.told()).toContain('2026-06-23 draft nk-defectors-day -7 for 2026-07-07')
  }))

test('after 40 days in which nothing ran, what can still be said is drafted and the rest is told as missed', () =>
  inOffice('2026-01-01', async (office) => {
    await office.planFrom('2026-05-25', '2026-05-31')
    await office.planOn('2026-07-11')
    const told = await office.told('2026-07-11')
    expect(told.filter((line) => line.includes('nk-defectors-day'))).toEqual([
      '2026-07-11 missed nk-defectors-day -7 for 2026-07-07',
      '2026-07-11 draft nk-defectors-day -1 for 2026-07-13',
      '2026-07-11 draft nk-defectors-day 0 for 2026-07-14',
      '2026-07-11 draft nk-defectors-day +1 for 2026-07-15',
    ])
    expect(told.filter((line) => line.includes(' missed '))).toHaveLength(9)
  }))

test('what cannot be carried out keeps nothing else back, and is told loudly', () =>
  inOffice('2026-06-20', async (office) => {
    const { database } = office.world
    const broken = await database.delete(libraryEntries).where(eq(libraryEntries.id, 'resettlement')).returning()
    await expect(office.planOn('2026-06-30')).rejects.toThrow('could not be carried out')
    const made = await office.told()
    expect(made).toContain('2026-06-30 reminder trafficking-day -30')
    await database.insert(libraryEntries).values(broken)
    await office.planOn('2026-06-30')
    expect((await office.told()).length).toBeGreaterThan(made.length)
  }))

test.each([
  ['forwards', '2026-03-06', '2026-03-09'],
  ['back', '2026-10-31', '2026-11-02'],
])('where clocks go %s, every day is planned on itself and once', async (_, first, last) => {
  await using office = await openPlanningOffice('2026-01-01', 'America/New_York')
  await office.planOn(Temporal.PlainDate.from(first).subtract({ days: 1 }).toString())
  office.setDay(first, 0)
  const end = Temporal.PlainDate.from(last).toZonedDateTime('America/New_York').add({ days: 1 }).toInstant()
  while (Temporal.Instant.compare(office.clock.now(), end) < 0) {
    await planObservances(office.world)
    office.clock.advance({ hours: 2 })
  }
  const isDue = (line: string): boolean => line.slice(0, 10) >= first && line.slice(0, 10) <= last
  const due = plannedYears.filter(isDue)
  expect((await office.told(first)).toSorted()).toEqual(due.toSorted())
  expect(due.length).toBeGreaterThan(0)
})

test('nothing is planned for an organisation that nobody has described', () =>
  inOffice('2026-06-20', async (office) => {
    await office.testDatabase.pool.query('delete from organisation')
    await office.planOn('2026-06-30')
    expect(await office.told()).toEqual([])
  }))
