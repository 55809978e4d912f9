import { describe, expect, test } from 'vitest'
import { playbookSchema, playbookStepSchema, proposeSchedule, type LetterStep } from '#domain/playbook'
import { on } from './support/day-texts.ts'
import { seed } from './support/seed.ts'

const step = {
  kind: 'letter',
  offsetDays: -7,
  purpose: 'announce',
  template: 'event',
  words: { from: 'purpose' },
  issue: 'resettlement',
  ask: null,
  audienceTopics: ['take-action'],
  languages: ['en', 'ko'],
  send: { mode: 'local-time', time: '09:00' },
} satisfies LetterStep

const faultsOf = (series: object[]): string[] =>
  playbookSchema
    .safeParse({ observance: 'day', series })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('a series', () => {
  test('stands in the order of its days, one step a day', () => {
    const note = { kind: 'notice', offsetDays: -30, purpose: 'plan' }
    expect(faultsOf([note, step, { ...step, offsetDays: 1 }])).toEqual([])
    const wrong = 'series: steps must stand in the order of their days, and no two on the same day'
    expect(faultsOf([step, note])).toEqual([wrong])
    expect(faultsOf([step, step])).toEqual([wrong])
  })

  test.each([
    [{ send: { mode: 'local-time', time: '24:00' } }, 'series.0.send.time: must be a time of day, such as 09:00'],
    [{ offsetDays: 301 }, 'series.0.offsetDays: Too big: expected number to be <=300'],
    [{ audienceTopics: [] }, 'series.0.audienceTopics: Too small: expected array to have >=1 items'],
    [{ template: 'newsletter' }, 'series.0.template: Invalid option'],
  ])('with %j is refused', (change, fault) => {
    expect(faultsOf([{ ...step, ...change }]).join()).toContain(fault)
  })
})

describe('the schedule to propose', () => {
  const propose = (send: LetterStep['send'], timeZone: string) =>
    proposeSchedule(
      { ...step, send },
      {
        observanceId: 'unga-third-committee',
        nominalDate: on('2026-11-14'),
        sendOn: on('2026-11-19'),
        timeZone,
        homeZone: 'Asia/Seoul',
      },
    )

  test('is an hour on every reader’s own clock, and at home for readers without a zone', () => {
    expect(propose({ mode: 'local-time', time: '09:00' }, 'America/New_York')).toEqual({
      mode: 'local-time',
      date: '2026-11-19',
      time: '09:00',
      timeZone: 'Asia/Seoul',
    })
  })

  test('is an instant where the observance takes place, or at home where it takes place everywhere', () => {
    const instant = { mode: 'instant', time: '18:00' } as const
    expect(propose(instant, 'America/New_York')).toMatchObject({ mode: 'instant', timeZone: 'America/New_York' })
    expect(propose(instant, 'floating')).toMatchObject({ mode: 'instant', timeZone: 'Asia/Seoul' })
  })

  test('names the occurrence whose outcome the letter waits for', () => {
    expect(propose({ mode: 'on-outcome' }, 'America/New_York')).toEqual({
      mode: 'on-outcome',
      observanceId: 'unga-third-committee',
      nominalDate: '2026-11-14',
    })
  })
})

describe('the series of the seed library', () => {
  const steps = seed.playbooks.series.flatMap(({ observance, series }) => series.map((one) => ({ observance, ...one })))

  test('are there for every observance', () => {
    expect(seed.playbooks.series.map(({ observance }) => observance)).toEqual(seed.observances.map(({ id }) => id))
  })

  test('let a letter about an outcome wait for it, and no other letter', () => {
    const waiting = steps.flatMap((one) =>
      one.kind === 'letter' && one.send.mode === 'on-outcome' ? [`${one.observance} ${one.offsetDays}`] : [],
    )
    expect(waiting).toEqual(['hrc-resolution 0', 'unga-third-committee 0', 'unga-plenary 0', 'sr-report-hrc 0'])
  })

  test('take the reminders of the calendar: plan, announce, remind, thank, and the extra ones', () => {
    const offsets = Object.fromEntries(
      seed.playbooks.series.map(({ observance, series }) => [observance, series.map(({ offsetDays }) => offsetDays)]),
    )
    expect(offsets).toMatchObject({
      'nk-defectors-day': [-30, -7, -1, 0, 1],
      'hrc-resolution': [-30, -14, -7, -1, 0, 1],
      'unga-third-committee': [-30, -7, -1, 0, 1],
      'unga-plenary': [-30, -7, -1, 0, 1],
      'nk-freedom-week': [-60, -30, -7, -1, 1],
      'suicide-prevention-day': [-7, 0],
      'upr-dprk': [-240, -30, -7, -1, 1],
      'world-refugee-day': [-30, -7, -1, 1],
    })
  })

  test('can be read as steps one by one', () => {
    expect(steps.map(({ observance: _, ...one }) => playbookStepSchema.safeParse(one).success)).not.toContain(false)
    expect(steps.length).toBeGreaterThan(85)
  })
})
