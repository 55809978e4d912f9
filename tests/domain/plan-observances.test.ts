import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observanceSchema } from '#domain/observance'
import { playbookSchema } from '#domain/playbook'
import { on, said } from './support/day-texts.ts'
import { PlanningStage } from './support/planning-stage.ts'
import { seed } from './support/seed.ts'
import { seededStage } from './support/seeded-stage.ts'

/** A stage with one observance on a fixed day and letters on chosen days around it. */
function dayStage(rrule: string, offsets: number[], since: string, timeZone = 'floating'): PlanningStage {
  const [observance] = seed.observances
  const [playbook] = seed.playbooks.series
  const letter = playbook?.series.find(({ kind }) => kind === 'letter')
  return new PlanningStage(
    {
      observances: [
        observanceSchema.parse({ ...observance, id: 'day', rule: { type: 'rrule', rrule }, timeZone, history: [] }),
      ],
      playbooks: [
        playbookSchema.parse({ observance: 'day', series: offsets.map((offsetDays) => ({ ...letter, offsetDays })) }),
      ],
    },
    since,
  )
}

describe('the resolution in Geneva', () => {
  test('is drafted from its usual window, moved with its date, and made sure by a confirmation', () => {
    const council = seededStage('2026-02-01', 'hrc-resolution')
    council.runFrom('2026-02-01', '2026-03-11')
    council.say('hrc-resolution', said('2026-03-21', '2026-03-30', { certainty: 'tentative' }))
    council.runFrom('2026-03-12', '2026-03-17')
    council.say('hrc-resolution', said('2026-03-21', '2026-03-27'))
    council.runFrom('2026-03-18', '2026-03-22')
    council.say('hrc-resolution', said('2026-03-21', '2026-04-01'))
    council.runFrom('2026-03-23', '2026-05-31')
    expect(council.log).toEqual([
      '2026-02-19 reminder hrc-resolution -30',
      '2026-02-21 draft hrc-resolution -14 for 2026-03-07 tentative',
      '2026-02-28 draft hrc-resolution -7 for 2026-03-14 tentative',
      '2026-03-06 draft hrc-resolution -1 for 2026-03-20 tentative',
      '2026-03-07 day-to-confirm hrc-resolution',
      '2026-03-07 draft hrc-resolution 0 for 2026-03-21 tentative',
      // Somebody names 30 March, without a source.
      '2026-03-12 move hrc-resolution -14 for 2026-03-16 tentative',
      '2026-03-12 move hrc-resolution -7 for 2026-03-23 tentative',
      '2026-03-12 move hrc-resolution -1 for 2026-03-29 tentative',
      '2026-03-12 move hrc-resolution 0 for 2026-03-30 tentative',
      '2026-03-17 draft hrc-resolution +1 for 2026-03-31 tentative',
      // It is confirmed for 27 March: too late for the letter of two weeks before.
      '2026-03-18 void hrc-resolution -14 missed',
      '2026-03-18 missed hrc-resolution -14 for 2026-03-13',
      '2026-03-18 move hrc-resolution -7 for 2026-03-20',
      '2026-03-18 move hrc-resolution -1 for 2026-03-26',
      '2026-03-18 move hrc-resolution 0 for 2026-03-27',
      '2026-03-18 move hrc-resolution +1 for 2026-03-28',
      // The session runs over: it is moved to 1 April.
      '2026-03-23 move hrc-resolution -7 for 2026-03-25',
      '2026-03-23 move hrc-resolution -1 for 2026-03-31',
      '2026-03-23 move hrc-resolution 0 for 2026-04-01',
      '2026-03-23 move hrc-resolution +1 for 2026-04-02',
    ])
  })

  test('keeps the letter that waits for it when the day after a vote corrects its day', () => {
    const council = seededStage('2026-03-01', 'hrc-resolution')
    council.say('hrc-resolution', said('2026-03-21', '2026-03-30'))
    council.runFrom('2026-03-20', '2026-03-30')
    const before = council.log.length
    council.say('hrc-resolution', said('2026-03-21', '2026-03-31'))
    council.runOn('2026-04-01')
    expect(council.log.slice(before)).toContain('2026-04-01 move hrc-resolution 0 for 2026-03-31, late, on 2026-04-01')
  })

  test('can be moved far out of its window, as in 2020', () => {
    const council = seededStage('2020-03-01', 'hrc-resolution')
    council.dates = new Map()
    council.runFrom('2020-03-01', '2020-03-15')
    council.say('hrc-resolution', said('2020-03-21', '2020-06-22'))
    council.runOn('2020-03-16')
    expect(council.log.filter((line) => line.startsWith('2020-03-16'))).toEqual([
      '2020-03-16 move hrc-resolution -14 for 2020-06-08',
      '2020-03-16 move hrc-resolution -7 for 2020-06-15',
      '2020-03-16 move hrc-resolution -1 for 2020-06-21',
      '2020-03-16 move hrc-resolution 0 for 2020-06-22',
    ])
    council.runFrom('2020-03-17', '2020-07-31')
    expect(council.log.slice(-1)).toEqual(['2020-06-09 draft hrc-resolution +1 for 2020-06-23'])
  })
})

describe('a decision that does not take place', () => {
  test('makes its drafts void, and tells of the letter that has left', () => {
    const plenary = seededStage('2026-11-01', 'unga-plenary')
    plenary.say('unga-plenary', said('2026-12-15', '2026-12-17'))
    plenary.runFrom('2026-11-01', '2026-12-10')
    plenary.mark('unga-plenary', -7, 'released')
    plenary.say('unga-plenary', said('2026-12-15', '2026-12-17', { certainty: 'cancelled' }))
    plenary.runFrom('2026-12-11', '2026-12-13')
    plenary.say('unga-plenary', said('2026-12-15', '2026-12-18'))
    plenary.runFrom('2026-12-14', '2027-03-31')
    expect(plenary.log).toEqual([
      '2026-11-17 reminder unga-plenary -30',
      '2026-11-26 draft unga-plenary -7 for 2026-12-10',
      '2026-12-02 draft unga-plenary -1 for 2026-12-16',
      '2026-12-03 draft unga-plenary 0 for 2026-12-17',
      '2026-12-04 draft unga-plenary +1 for 2026-12-18',
      // It is cancelled on 11 December.
      '2026-12-11 changed-after-sending unga-plenary -7',
      '2026-12-11 void unga-plenary -1 cancelled',
      '2026-12-11 void unga-plenary 0 cancelled',
      '2026-12-11 void unga-plenary +1 cancelled',
      // It takes place after all, a day later: a person decides about new drafts.
      '2026-12-14 changed-after-sending unga-plenary -7 for 2026-12-18',
      '2026-12-14 reinstated unga-plenary -1 for 2026-12-17',
      '2026-12-14 reinstated unga-plenary 0 for 2026-12-18',
      '2026-12-14 reinstated unga-plenary +1 for 2026-12-19',
    ])
  })

  test('leads to nothing at all when it is known before', () => {
    const plenary = seededStage('2026-11-01', 'unga-plenary')
    plenary.say('unga-plenary', said('2026-12-15', '2026-12-17', { certainty: 'cancelled' }))
    plenary.runFrom('2026-11-01', '2027-01-31')
    expect(plenary.log).toEqual([])
  })
})

describe('after 40 days in which nothing ran', () => {
  test('what can still be said is drafted, and what cannot is told as missed', () => {
    const summer = seededStage('2026-01-01')
    summer.runFrom('2026-05-01', '2026-05-31')
    const before = summer.log.length
    summer.runOn('2026-07-11')
    summer.runFrom('2026-07-12', '2026-07-14')
    expect(summer.log.slice(before)).toEqual([
      '2026-07-11 missed nk-defectors-day -7 for 2026-07-07',
      '2026-07-11 draft nk-defectors-day -1 for 2026-07-13',
      '2026-07-11 draft nk-defectors-day 0 for 2026-07-14',
      '2026-07-11 draft nk-defectors-day +1 for 2026-07-15',
      '2026-07-11 missed world-refugee-day -1 for 2026-06-19',
      '2026-07-11 missed world-refugee-day +1 for 2026-06-21',
      '2026-07-11 missed korean-war-day -7 for 2026-06-18',
      '2026-07-11 missed korean-war-day -1 for 2026-06-24',
      '2026-07-11 missed korean-war-day +1 for 2026-06-26',
      '2026-07-11 missed wartime-abductees-day -7 for 2026-06-21',
      '2026-07-11 missed wartime-abductees-day -1 for 2026-06-27',
      '2026-07-11 missed wartime-abductees-day +1 for 2026-06-29',
      '2026-07-11 reminder trafficking-day -30',
      '2026-07-11 draft trafficking-day -7 for 2026-07-23',
    ])
  })

  test('every draft that a daily run would have made and that can still leave is there the day after', () => {
    const daily = seededStage('2026-01-01')
    daily.runFrom('2026-01-01', '2026-12-31')
    const asleep = seededStage('2026-01-01')
    asleep.runFrom('2026-01-01', '2026-05-31')
    asleep.runFrom('2026-07-11', '2026-12-31')
    const stepsOf = ({ drafts }: PlanningStage, from: string): string[] =>
      drafts
        .filter(({ plannedFor }) => Temporal.PlainDate.compare(plannedFor, on(from)) >= 0)
        .map((draft) => `${draft.observanceId} ${draft.offsetDays} ${String(draft.plannedFor)}`)
        .toSorted()
    expect(stepsOf(asleep, '2026-07-11')).toEqual(stepsOf(daily, '2026-07-11'))
  })
})

describe('a letter that is late', () => {
  test('is drafted for today while it is still true, and never on the day that it announces', () => {
    const day = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [-7, -2, 0, 1], '2026-07-01')
    day.runOn('2026-07-09')
    expect(day.log).toEqual([
      '2026-07-09 draft day -7 for 2026-07-07, late, on 2026-07-09',
      '2026-07-09 draft day -2 for 2026-07-12',
      '2026-07-09 draft day 0 for 2026-07-14',
      '2026-07-09 draft day +1 for 2026-07-15',
    ])
    const later = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [-7, -2, 0, 1], '2026-07-01')
    later.runOn('2026-07-14')
    expect(later.log).toEqual([
      '2026-07-14 missed day -7 for 2026-07-07',
      '2026-07-14 missed day -2 for 2026-07-12',
      '2026-07-14 draft day 0 for 2026-07-14',
      '2026-07-14 draft day +1 for 2026-07-15',
    ])
    const after = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [-7, 0, 1], '2026-07-08')
    after.runOn('2026-07-17')
    // The letter of a week before had been due before the calendar was kept.
    expect(after.log).toEqual([
      '2026-07-17 missed day -7 for 2026-07-07',
      '2026-07-17 missed day 0 for 2026-07-14',
      '2026-07-17 draft day +1 for 2026-07-15, late, on 2026-07-17',
    ])
  })

  test('is not told of when it was due before the calendar was kept, or long ago', () => {
    const fresh = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [-7, 0, 1], '2026-07-20')
    fresh.runOn('2026-07-20')
    expect(fresh.log).toEqual([])
    const old = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [0], '2026-01-01')
    old.runOn('2026-10-13')
    expect(old.log).toEqual([])
    old.runOn('2026-10-12')
    expect(old.log).toEqual(['2026-10-12 missed day 0 for 2026-07-14'])
  })
})

describe('leap days and changes of the clock', () => {
  test('leave every step on its own day', () => {
    const leap = dayStage('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28', [-1, 1], '2027-02-01')
    leap.runFrom('2027-02-01', '2028-03-31')
    expect(leap.drafts.map(({ plannedFor }) => String(plannedFor))).toEqual([
      '2027-02-27',
      '2027-03-01',
      '2028-02-27',
      '2028-02-29',
    ])
  })

  test.each([
    ['America/New_York', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8', '2026-03-07', '2026-03-09'],
    ['America/New_York', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1', '2026-10-31', '2026-11-02'],
    ['Europe/Zurich', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=29', '2026-03-28', '2026-03-30'],
  ])('in %s (%s)', (timeZone, rrule, before, after) => {
    const day = dayStage(rrule, [-1, 1], '2026-01-01', timeZone)
    day.runFrom('2026-01-01', '2026-12-31')
    expect(day.drafts.map(({ plannedFor }) => String(plannedFor))).toEqual([before, after])
  })
})

describe('what people have done stays', () => {
  test('a draft that somebody cancelled is not made again, moved or told of', () => {
    const council = seededStage('2026-02-01', 'hrc-resolution')
    council.runFrom('2026-02-01', '2026-03-07')
    for (const offset of [-14, -7, -1, 0]) council.mark('hrc-resolution', offset, 'dropped')
    council.say('hrc-resolution', said('2026-03-21', '2026-03-27'))
    const before = council.log.length
    council.runFrom('2026-03-08', '2026-03-20')
    expect(council.log.slice(before)).toEqual(['2026-03-14 draft hrc-resolution +1 for 2026-03-28'])
  })

  test('a draft for a day that the calendar knows no more is void', () => {
    const old = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', [-7], '2026-01-01')
    old.runFrom('2026-06-01', '2026-06-30')
    const changed = dayStage('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15', [-7], '2026-01-01')
    changed.drafts = old.drafts
    changed.runFrom('2026-07-01', '2026-07-31')
    expect(changed.log).toEqual(['2026-07-01 void day -7 not-in-calendar', '2026-07-01 draft day -7 for 2026-07-08'])
  })
})

test('whatever is said of a date and whenever planning runs, a second run on the same day does nothing', () => {
  const day = fc.integer({ min: 0, max: 120 }).map((days) => on('2026-02-01').add({ days }))
  const event = fc.record({
    runOn: day,
    startsOn: day,
    certainty: fc.constantFrom('tentative' as const, 'confirmed' as const, 'cancelled' as const),
    says: fc.boolean(),
    sends: fc.option(fc.constantFrom(-14, -7, -1, 0, 1), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const council = seededStage('2026-02-01', 'hrc-resolution')
      for (const { runOn, startsOn, certainty, says, sends } of events.toSorted((a, b) =>
        Temporal.PlainDate.compare(a.runOn, b.runOn),
      )) {
        if (says) council.say('hrc-resolution', said('2026-03-21', String(startsOn), { certainty }))
        council.runOn(String(runOn))
        expect(council.decide(String(runOn))).toEqual([])
        if (sends !== null) council.mark('hrc-resolution', sends, 'released')
      }
      const told = council.notices.map((notice) => JSON.stringify(notice))
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})
