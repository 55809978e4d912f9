import { describe, expect, test } from 'vitest'
import facts from '#content/facts' with { type: 'json' }
import { factConcerns, factSchema, type Fact } from '#domain/fact'

const fresh = {
  asOf: '2025-12-31',
  staleAfterMonths: null,
  conflictsWith: [],
  certainty: 'firm',
} as const satisfies Partial<Fact>
const on = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day)

describe('a fact is stale', () => {
  test.each([
    ['2025-06-15', 6, '2025-12-15'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2018-03', 1, '2018-04-30'],
    ['2024-02', 12, '2025-02-28'],
    ['2025-04', 1, '2025-05-30'],
    ['2013', 12, '2014-12-31'],
    ['2013', 14, '2015-02-28'],
  ])('as of %s and good for %i months, from the day after %s', (asOf, staleAfterMonths, lastDay) => {
    const fact = { ...fresh, asOf, staleAfterMonths }
    expect(factConcerns(fact, on(lastDay))).toEqual([])
    expect(factConcerns(fact, on(lastDay).add({ days: 1 }))).toEqual(['stale'])
  })

  test('never when it has no date, or does not age', () => {
    expect(factConcerns({ ...fresh, asOf: null, staleAfterMonths: 1 }, on('2999-01-01'))).toEqual([])
    expect(factConcerns({ ...fresh, asOf: '1953', staleAfterMonths: null }, on('2999-01-01'))).toEqual([])
  })
})

test('a fact raises every concern that it has', () => {
  const fact = { asOf: '2013', staleAfterMonths: 1, conflictsWith: ['K-02'], certainty: 'disputed' } as const
  expect(factConcerns({ ...fact, conflictsWith: ['K-02'] }, on('2026-01-01'))).toEqual([
    'stale',
    'conflicting',
    'disputed',
  ])
  expect(factConcerns({ ...fresh, certainty: 'attributed' }, on('2026-01-01'))).toEqual([])
})

describe('the ledger', () => {
  const [sample] = facts as unknown[]

  test('of the seed library can be read as a whole, and its facts name facts that there are', () => {
    const ledger = factSchema.array().parse(facts)
    const ids = new Set(ledger.map(({ id }) => id))
    expect(ids.size).toBe(ledger.length)
    expect(ledger.flatMap(({ conflictsWith }) => conflictsWith).filter((id) => !ids.has(id))).toEqual([])
  })

  test.each(['2025-13', '2025-00', '2025-02-29', '2025-04-31', '25', '2025-1', 'spring 2025', '2025-01-01T00:00'])(
    'takes no date that no calendar has: %s',
    (asOf) => {
      const fact = factSchema.parse(sample)
      expect(factSchema.safeParse({ ...fact, asOf: '2024-02-29' }).success).toBe(true)
      expect(factSchema.safeParse({ ...fact, asOf }).success).toBe(false)
    },
  )
})
