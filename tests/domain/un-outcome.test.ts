import { describe, expect, test } from 'vitest'
import { cameAbout, outcomeSchema } from '#domain/un-outcome'

const votes = { result: 'adopted-by-vote', for: 30, against: 6, abstaining: 11 }

const faultsOf = (outcome: object): string[] =>
  outcomeSchema.safeParse(outcome).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('an outcome is taken', () => {
  test.each([
    [{ result: 'adopted-without-vote' }],
    [{ result: 'adopted-without-vote', document: 'A/RES/80/220', coSponsors: 61, countries: ['KR', 'JP'] }],
    [{ result: 'adopted' }],
    [votes],
    [{ ...votes, for: 193, against: 0, abstaining: 0 }],
    [{ result: 'rejected-by-vote', for: 10, against: 10, abstaining: 27, document: 'A/HRC/58/L.17' }],
    [{ result: 'postponed' }],
    [{ result: 'reported', document: 'A/80/456' }],
    [{ result: 'reviewed', recommendations: 294, refused: 144, concludedOn: '2025-03-25' }],
    [{ result: 'reviewed', recommendations: 294, refused: null, concludedOn: null }],
  ])('%j', (outcome) => {
    expect(faultsOf(outcome)).toEqual([])
  })
})

describe('an outcome that cannot be is refused, with the field and what would be right', () => {
  test.each([
    [{ ...votes, for: 6, against: 30 }, 'for: an adopted text has more votes for it than against it'],
    [{ ...votes, result: 'rejected-by-vote' }, 'against: a rejected text has no more votes for it than against it'],
    [
      { ...votes, for: 150, abstaining: 100 },
      ': for, against and abstaining add up to more than the 193 members of the UN',
    ],
    [{ ...votes, for: 194 }, 'for: Too big: expected number to be <=193'],
    [{ ...votes, for: 30.5 }, 'for: Invalid input: expected int, received number'],
    [{ result: 'adopted-by-vote' }, 'against: Invalid input: expected number, received undefined'],
    [{ result: 'adopted-without-vote', for: 30 }, ': Unrecognized key: "for"'],
    [
      { result: 'adopted', coSponsors: 1, countries: ['KR', 'JP'] },
      'countries: countries names more states than coSponsors counts',
    ],
    [{ result: 'adopted', countries: ['Korea'] }, 'countries.0: must be a country code of two letters, such as KR'],
    [
      { result: 'adopted', document: '58/17' },
      'document: must be a UN document number, such as A/HRC/RES/58/17 or A/C.3/80/L.36',
    ],
    [
      { result: 'reviewed', recommendations: 144, refused: 294, concludedOn: null },
      'refused: more recommendations are refused than were made',
    ],
  ])('%j', (outcome, fault) => {
    expect(faultsOf(outcome)).toContain(fault)
  })
})

test('what was rejected or put off did not come about, and everything else did', () => {
  const results = outcomeSchema.options.map((option) => option.shape.result.value)
  expect(results.filter((result) => !cameAbout({ result }))).toEqual(['rejected-by-vote', 'postponed'])
})
