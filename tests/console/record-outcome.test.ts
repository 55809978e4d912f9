import { describe, expect, test } from 'vitest'
import { outcomeSchema } from '#domain/un-outcome'
import { countsOf, isComplete, outcomeOf, resultsOf } from '../../console/screens/year/outcome-values.ts'

const empty = { document: '', concludedOn: '', counts: {} }
const steps = ['report', 'committee', 'decision', 'review'] as const

describe('the form of an outcome', () => {
  const results = [...new Set(steps.flatMap((step) => [...resultsOf(step)]))]

  test.each(results)('sends a form of “%s” that the API takes, once every number it needs is there', (result) => {
    const counts = Object.fromEntries(countsOf(result).map((name) => [name, name === 'against' ? 3 : 2]))
    const swapped = result === 'adopted-by-vote' ? { ...counts, for: 9 } : counts
    const values = { ...empty, result, document: 'A/RES/80/190', counts: swapped }
    expect(isComplete(values)).toBe(true)
    expect(outcomeSchema.safeParse(outcomeOf(values)).error).toBeUndefined()
  })

  test.each(['adopted-by-vote', 'rejected-by-vote', 'reviewed'] as const)(
    'is not complete without the numbers of “%s”',
    (result) => {
      expect(isComplete({ ...empty, result })).toBe(false)
    },
  )
})
