import { describe, expect, test } from 'vitest'
import type { ObservanceDate } from '#domain/occurrence'
import type { Outcome } from '#domain/un-outcome'
import {
  confirmedDaySchema,
  recordedOutcomeSchema,
  tabledDraftSchema,
  trackProcesses,
  type ProcessChain,
  type StepRecord,
} from '#domain/un-process'
import { on, said } from './support/day-texts.ts'
import { seed, seededDates } from './support/seed.ts'

const passed: Outcome = { result: 'adopted-without-vote', document: null, coSponsors: 61, countries: [] }

function record(nominalDate: string, more: Partial<StepRecord>): StepRecord {
  return { nominalDate: on(nominalDate), draftDocument: null, outcome: null, ...more }
}

function track(
  today: string,
  {
    dates = new Map<string, ObservanceDate[]>(),
    records = new Map<string, StepRecord[]>(),
    from = '2026-01-01',
    to = '2026-12-31',
  } = {},
): ProcessChain[] {
  return trackProcesses({
    observances: seed.observances,
    dates: new Map<string, readonly ObservanceDate[]>([...seededDates, ...dates]),
    records,
    span: { from: on(from), to: on(to) },
    today: on(today),
    viewerZones: ['Asia/Seoul'],
  })
}

const inWords = (chains: ProcessChain[]): string[] =>
  chains.map((chain) =>
    chain.map(({ observanceId, state, concerns }) => [observanceId, state, ...concerns].join(' ')).join(' → '),
  )

describe('the chains of a year', () => {
  test('lead from each report to its decision', () => {
    expect(inWords(track('2026-01-15'))).toEqual([
      'sr-report-hrc expected → hrc-resolution expected',
      'sr-report-unga expected → unga-third-committee expected → unga-plenary expected',
    ])
  })

  test('hold the review in the years in which there is one', () => {
    expect(inWords(track('2029-01-15', { from: '2029-01-01', to: '2029-12-31' }))).toContain('upr-dprk expected')
  })

  test('keep the years apart', () => {
    const chains = track('2026-01-15', { from: '2025-01-01', to: '2027-12-31' })
    const years = chains.map((chain) => chain.map(({ occurrence }) => occurrence.nominalDate.year))
    expect(years).toHaveLength(6)
    expect(years.filter((chain) => new Set(chain).size !== 1)).toEqual([])
  })

  test('begin with the decision where nothing came before it', () => {
    const first = track('2026-01-15', { from: '2003-01-01', to: '2003-12-31' })
    expect(inWords(first)).toEqual(['hrc-resolution confirmed outcome-missing'])
  })
})

describe('a step is read off what has been recorded', () => {
  const confirmed = new Map([['unga-third-committee', [said('2026-11-14', '2026-11-19')]]])
  const committee = (today: string, records: StepRecord[], dates = confirmed): string | undefined =>
    inWords(track(today, { dates, records: new Map([['unga-third-committee', records]]) }))
      .join(' → ')
      .split(' → ')
      .find((step) => step.startsWith('unga-third-committee'))

  test('from its confirmation over its draft to its outcome', () => {
    expect(committee('2026-11-01', [])).toBe('unga-third-committee confirmed')
    const tabled = record('2026-11-14', { draftDocument: 'A/C.3/81/L.36' })
    expect(committee('2026-11-01', [tabled])).toBe('unga-third-committee tabled')
    expect(committee('2026-11-20', [tabled])).toBe('unga-third-committee tabled outcome-missing')
    expect(committee('2026-11-20', [{ ...tabled, outcome: passed }])).toBe('unga-third-committee decided')
  })

  test('by the record of its own year', () => {
    const other = record('2025-11-14', { outcome: passed })
    expect(committee('2026-11-01', [other])).toBe('unga-third-committee confirmed')
  })

  test('and asks for its day when its usual time has come', () => {
    expect(committee('2026-11-13', [], new Map())).toBe('unga-third-committee expected')
    expect(committee('2026-11-14', [], new Map())).toBe('unga-third-committee expected day-missing')
    const tentative = new Map([
      ['unga-third-committee', [said('2026-11-14', '2026-11-19', { certainty: 'tentative' })]],
    ])
    expect(committee('2026-11-18', [], tentative)).toBe('unga-third-committee expected')
    expect(committee('2026-11-19', [], tentative)).toBe('unga-third-committee expected day-missing')
  })

  test('and is nobody’s concern once it is cancelled', () => {
    const cancelled = new Map([
      ['unga-third-committee', [said('2026-11-14', '2026-11-19', { certainty: 'cancelled' })]],
    ])
    expect(committee('2026-11-25', [], cancelled)).toBe('unga-third-committee cancelled')
  })

  test('and is out of order before the step that it follows', () => {
    const wrong = new Map([
      ['unga-third-committee', [said('2026-11-14', '2026-11-19')]],
      ['unga-plenary', [said('2026-12-15', '2026-11-18')]],
    ])
    expect(inWords(track('2026-11-01', { dates: wrong }))).toContain(
      'sr-report-unga expected day-missing → unga-third-committee confirmed → unga-plenary confirmed out-of-order',
    )
  })
})

test('a step shows its day where it happens and in Korea', () => {
  const steps = track('2026-01-01', {
    dates: new Map([
      ['unga-third-committee', [said('2026-11-14', '2026-11-19')]],
      ['hrc-resolution', [said('2026-03-21', '2026-04-01')]],
    ]),
  }).flat()
  const days = steps.map(({ observanceId, days: shown }) => [
    observanceId,
    ...shown.map(({ timeZone, span }) => `${timeZone} ${[span.from, span.to].join('/')}`),
  ])
  expect(days).toContainEqual([
    'unga-third-committee',
    'America/New_York 2026-11-19/2026-11-19',
    'Asia/Seoul 2026-11-20/2026-11-20',
  ])
  expect(days).toContainEqual([
    'hrc-resolution',
    'Europe/Zurich 2026-04-01/2026-04-01',
    'Asia/Seoul 2026-04-01/2026-04-02',
  ])
})

describe('what a person says needs a page that others can read', () => {
  const source = { sourceUrl: 'https://press.example/1' }
  test.each([
    [confirmedDaySchema, { startsOn: '2026-11-19' }],
    [tabledDraftSchema, { document: 'A/C.3/81/L.36', tabledOn: '2026-11-01' }],
    [recordedOutcomeSchema, { outcome: { result: 'adopted' } }],
  ])('%#', (schema, input) => {
    expect(schema.safeParse({ ...input, ...source }).success).toBe(true)
    expect(schema.safeParse(input).success).toBe(false)
    const refused = schema.safeParse({ ...input, sourceUrl: 'http://press.example/1' })
    expect(refused.error?.issues.map(({ message }) => message)).toEqual([
      'must be a full https address of a page that says so',
    ])
  })
})

describe('the past as the library tells it', () => {
  const history = seed.observances.flatMap((observance) =>
    observance.history.map((entry) => ({ id: observance.id, ...entry })),
  )
  const resultsOf = (id: string): string[] =>
    history.filter((entry) => entry.id === id).map(({ startsOn, outcome }) => `${startsOn} ${outcome?.result ?? '–'}`)

  test.each([
    [
      'unga-third-committee',
      [
        '2005-11-17 adopted',
        '2017-11-14 adopted-without-vote',
        '2019-11-14 adopted-without-vote',
        '2020-11-18 adopted-without-vote',
        '2021-11-17 adopted-without-vote',
        '2022-11-16 adopted-without-vote',
        '2023-11-15 adopted-without-vote',
        '2024-11-20 adopted-without-vote',
        '2025-11-19 adopted-without-vote',
      ],
    ],
    [
      'hrc-resolution',
      [
        '2003-04-16 adopted',
        '2013-03-21 adopted',
        '2014-03-28 adopted-by-vote',
        '2020-06-22 adopted',
        '2021-03-23 adopted',
        '2022-04-01 adopted',
        '2023-04-04 adopted-without-vote',
        '2024-04-04 adopted-without-vote',
        '2025-04-03 adopted-without-vote',
      ],
    ],
    ['upr-dprk', ['2009-12-07 –', '2014-05-01 –', '2019-05-09 –', '2024-11-07 reviewed']],
  ])('%s', (id, results) => {
    expect(resultsOf(id)).toEqual(results)
  })

  test('names a source for every entry', () => {
    expect(history.filter(({ sourceUrl, note }) => sourceUrl === null && note === '')).toEqual([])
    expect(history.length).toBeGreaterThan(35)
  })
})
