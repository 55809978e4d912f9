import { beforeEach, describe, expect, test } from 'vitest'
import { cancelOccurrence } from '#actions/cancel-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { nameDay } from '#actions/name-day'
import { readOccurrence } from '#actions/read-occurrence'
import { checkAuditChain } from '#actions/check-audit-chain'
import { recordOutcome } from '#actions/record-outcome'
import { recordTabledDraft } from '#actions/record-tabled-draft'
import { reinstateOccurrence } from '#actions/reinstate-occurrence'
import type { World } from '#actions/world'
import { auditEvents, jobOutbox } from '#database/tables'
import type { Outcome } from '#domain/un-outcome'
import { adopted, confirmVote, recordVote, source, vote, wordOn } from '../support/calendar.ts'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let team: Team

beforeEach(async () => {
  testWorld = await createTestWorld({ now: '2026-11-02T09:00:00Z' })
  world = testWorld.world
  team = await assembleTeam(world)
  return testWorld.close
})

const named = { startsOn: '2026-11-18', lengthDays: 1, timeZone: null }
const certaintyOf = async (place: { observanceId: string; occurrence: string } = vote) => {
  const { occurrence } = await readOccurrence(world, place)
  return [occurrence.certainty, occurrence.startsOn.toString(), occurrence.endsOn.toString()].join(' ')
}
const recorded = async () =>
  (await world.database.select().from(auditEvents)).filter(({ subject }) => subject === 'unga-third-committee/2026')

describe('a day becomes certain', () => {
  test('from the usual window over a name to a source and a person, and is corrected', async () => {
    expect(await certaintyOf()).toBe('expected 2026-11-14 2026-11-20')
    await nameDay(world, { ...(await wordOn(world, team.editor)), day: named })
    expect(await certaintyOf()).toBe('tentative 2026-11-18 2026-11-18')
    await confirmVote(world, team.editor, '2026-11-19')
    expect(await certaintyOf()).toBe('confirmed 2026-11-19 2026-11-19')
    await confirmVote(world, team.approver, '2026-11-18')
    expect(await certaintyOf()).toBe('confirmed 2026-11-18 2026-11-18')
    const history = await recorded()
    expect(history.map(({ action }) => action)).toEqual(['day-named', 'day-confirmed', 'day-corrected'])
    expect(history[2]).toMatchObject({
      actorId: team.approver.id,
      detail: { startsOn: '2026-11-18', before: '2026-11-19', sourceUrl: source, sourceBefore: source },
    })
    expect((await checkAuditChain(world, { member: null })).brokenAt).toBeNull()
  })

  test('and is not certain any more once another is only named', async () => {
    await confirmVote(world, team.editor)
    await nameDay(world, { ...(await wordOn(world, team.editor)), day: named })
    expect(await certaintyOf()).toBe('tentative 2026-11-18 2026-11-18')
  })

  test('of a fixed day as well, where this year it is held elsewhere', async () => {
    const place = { observanceId: 'nk-defectors-day', occurrence: '2027-07-14' }
    expect(await certaintyOf(place)).toBe('fixed 2027-07-14 2027-07-14')
    const day = { startsOn: '2027-07-13', lengthDays: 2, timeZone: 'Europe/Berlin', sourceUrl: source }
    await confirmDay(world, { ...(await wordOn(world, team.editor, place)), day })
    const { occurrence } = await readOccurrence(world, place)
    expect(occurrence.timeZone).toBe('Europe/Berlin')
    expect(await certaintyOf(place)).toBe('confirmed 2027-07-13 2027-07-14')
  })

  test('also in a year in which nobody expected it', async () => {
    const place = { observanceId: 'upr-dprk', occurrence: '2028' }
    const day = { startsOn: '2028-11-07', lengthDays: 1, timeZone: null, sourceUrl: source }
    await confirmDay(world, { ...(await wordOn(world, team.editor, place)), day })
    expect(await certaintyOf(place)).toBe('confirmed 2028-11-07 2028-11-07')
  })

  test('and planning looks at it after the commit', async () => {
    await confirmVote(world, team.editor)
    const jobs = await world.database.select().from(jobOutbox)
    expect(jobs.map(({ name, payload }) => [name, payload])).toEqual([['plan-observances', {}]])
  })

  test.each([
    ['in another year', { startsOn: '2062-11-19' }, 'day-implausible', 'startsOn'],
    ['of an occurrence that is none', { occurrence: '2026-11-14' }, 'not-found', undefined],
    ['of an observance that is none', { observanceId: 'moon-day' }, 'not-found', undefined],
  ])('a day %s is refused', async (_, wrong, code, field) => {
    const day = { lengthDays: 1, timeZone: null, sourceUrl: source }
    const { startsOn, ...place } = { startsOn: '2026-11-19', ...vote, ...wrong }
    const word = { member: team.editor, version: 0, ...place }
    await expect(confirmDay(world, { ...word, day: { ...day, startsOn } })).rejects.toMatchObject({ code, field })
    expect(await world.database.select().from(jobOutbox)).toEqual([])
  })
})

describe('two people at once', () => {
  test('do not overwrite each other: the second is told', async () => {
    const word = await wordOn(world, team.editor)
    const confirm = (startsOn: string) =>
      confirmDay(world, { ...word, day: { startsOn, lengthDays: 1, timeZone: null, sourceUrl: source } })
    const results = await Promise.allSettled([confirm('2026-11-18'), confirm('2026-11-19')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'occurrence-outdated', field: 'version', detail: { value: 1 } },
    })
    expect(await recorded()).toHaveLength(1)
  })
})

describe('an occurrence that does not take place', () => {
  const cancel = async (cancellation: { sourceUrl: string | null; reason: string | null }) =>
    cancelOccurrence(world, { ...(await wordOn(world, team.editor)), cancellation })

  test('is cancelled with a page or a reason, and comes back on the day that was known', async () => {
    await confirmVote(world, team.editor)
    await cancel({ sourceUrl: null, reason: 'The session was cut short.' })
    expect(await certaintyOf()).toBe('cancelled 2026-11-19 2026-11-19')
    await expect(cancel({ sourceUrl: source, reason: null })).rejects.toMatchObject({ code: 'occurrence-cancelled' })
    await reinstateOccurrence(world, await wordOn(world, team.editor))
    expect(await certaintyOf()).toBe('confirmed 2026-11-19 2026-11-19')
    await expect(reinstateOccurrence(world, await wordOn(world, team.editor))).rejects.toMatchObject({
      code: 'occurrence-not-cancelled',
    })
  })

  test('is expected again where no day was known', async () => {
    await cancel({ sourceUrl: source, reason: null })
    expect(await certaintyOf()).toBe('cancelled 2026-11-14 2026-11-14')
    await reinstateOccurrence(world, await wordOn(world, team.editor))
    expect(await certaintyOf()).toBe('expected 2026-11-14 2026-11-20')
  })

  test.each([
    [{ sourceUrl: null, reason: null }, 'cancellation-unexplained'],
    [{ sourceUrl: null, reason: '  ' }, 'cancellation-unexplained'],
    [{ sourceUrl: source, reason: 'somebody@readers.example said so' }, 'reason-names-address'],
  ])('is not cancelled with %j', async (cancellation, code) => {
    await expect(cancel(cancellation)).rejects.toMatchObject({ code, field: 'reason' })
  })

  test('has neither a draft nor an outcome', async () => {
    await confirmVote(world, team.editor)
    await cancel({ sourceUrl: source, reason: null })
    testWorld.clock.set('2026-11-20T00:00:00Z')
    await expect(recordVote(world, team.editor)).rejects.toMatchObject({ code: 'occurrence-cancelled' })
    await expect(table('2026-11-01')).rejects.toMatchObject({ code: 'occurrence-cancelled' })
  })
})

async function table(tabledOn: string, place: { observanceId: string; occurrence: string } = vote) {
  const draft = { document: 'A/C.3/81/L.36', tabledOn, sourceUrl: source }
  return recordTabledDraft(world, { ...(await wordOn(world, team.editor, place)), draft })
}

describe('a draft resolution', () => {
  test('is recorded with its number once it was tabled', async () => {
    await table('2026-10-30')
    const { record } = await readOccurrence(world, vote)
    expect(record).toMatchObject({ draftDocument: 'A/C.3/81/L.36', draftSourceUrl: source, hasDay: false })
    expect(await certaintyOf()).toBe('expected 2026-11-14 2026-11-20')
  })

  test('is not tabled tomorrow, nor on a day on which nothing is decided', async () => {
    await expect(table('2026-11-04')).rejects.toMatchObject({ code: 'tabled-in-future', field: 'tabledOn' })
    const place = { observanceId: 'human-rights-day', occurrence: '2026-12-10' }
    await expect(table('2026-11-01', place)).rejects.toMatchObject({ code: 'nothing-decided' })
  })
})

describe('an outcome', () => {
  const afterTheVote = () => testWorld.clock.set('2026-11-19T18:00:00Z')

  test('is recorded on its day and corrected later, and both stay on record', async () => {
    await confirmVote(world, team.editor)
    afterTheVote()
    await recordVote(world, team.editor)
    const byVote: Outcome = { ...adopted, result: 'adopted-by-vote', for: 88, against: 21, abstaining: 63 }
    await recordVote(world, team.approver, byVote)
    const { record } = await readOccurrence(world, vote)
    expect(record).toMatchObject({ outcome: byVote, outcomeBy: team.approver.id, outcomeSourceUrl: source })
    const [first = {}, second = {}] = (await recorded()).slice(1).map(({ detail }) => detail)
    expect(JSON.parse(String(first['outcome']))).toEqual(adopted)
    expect(JSON.parse(String(second['outcome']))).toEqual(byVote)
    expect(JSON.parse(String(second['before']))).toEqual(adopted)
    expect((await recorded()).map(({ action }) => action)).toEqual([
      'day-confirmed',
      'outcome-recorded',
      'outcome-corrected',
    ])
  })

  test.each<[string, Outcome, object]>([
    ['of another kind of step', { result: 'reported', document: null }, { code: 'outcome-not-of-step' }],
    ['before the day has begun in New York', adopted, { code: 'outcome-before-day' }],
  ])('%s is refused', async (_, outcome, refusal) => {
    await confirmVote(world, team.editor)
    testWorld.clock.set('2026-11-19T04:59:00Z')
    await expect(recordVote(world, team.editor, outcome)).rejects.toMatchObject(refusal)
  })

  test('is taken from the first minute of the day in New York', async () => {
    await confirmVote(world, team.editor)
    testWorld.clock.set('2026-11-19T05:00:00Z')
    await recordVote(world, team.editor)
    expect((await readOccurrence(world, vote)).record?.outcome).toEqual(adopted)
  })

  test('needs a day that is certain, unless the vote was put off', async () => {
    await nameDay(world, { ...(await wordOn(world, team.editor)), day: named })
    afterTheVote()
    await expect(recordVote(world, team.editor)).rejects.toMatchObject({ code: 'day-not-confirmed' })
    await recordVote(world, team.editor, { result: 'postponed' })
  })

  test('of a day on which nothing is decided is refused', async () => {
    const place = { observanceId: 'korean-war-day', occurrence: '2026-06-25' }
    const word = await wordOn(world, team.editor, place)
    const wish = recordOutcome(world, { ...word, recorded: { outcome: adopted, sourceUrl: source } })
    await expect(wish).rejects.toMatchObject({ code: 'nothing-decided' })
  })
})

test('translators keep no calendar', async () => {
  const member = await addStaff(world, 'translator')
  const word = { ...vote, member, version: 0 }
  const wishes = [
    () => nameDay(world, { ...word, day: named }),
    () => confirmDay(world, { ...word, day: { ...named, sourceUrl: source } }),
    () => cancelOccurrence(world, { ...word, cancellation: { sourceUrl: source, reason: null } }),
    () => reinstateOccurrence(world, word),
    () => recordOutcome(world, { ...word, recorded: { outcome: adopted, sourceUrl: source } }),
  ]
  for (const wish of wishes) await expect(wish()).rejects.toMatchObject({ code: 'role-missing' })
})
