import { describe, expect, test } from 'vitest'
import { plannedYears } from './support/planned-years.ts'
import { seed } from './support/seed.ts'
import { seededStage } from './support/seeded-stage.ts'

describe('with the clock moved over every day of 2026 and 2027', () => {
  const years = seededStage('2026-01-01')
  years.runFrom('2026-01-01', '2027-12-31')

  test('planning does what stands in the table, on the days that stand there, and nothing twice', () => {
    expect(years.log.toSorted()).toEqual(plannedYears.toSorted())
    expect(new Set(plannedYears).size).toBe(plannedYears.length)
    expect(plannedYears.length).toBeGreaterThan(180)
  })

  test('no letter for a day that nobody has confirmed is more than a tentative draft', () => {
    const announced = seed.observances.filter(({ rule }) => rule.type === 'announced').map(({ id }) => id)
    const sure = years.drafts.filter(({ isTentative }) => !isTentative)
    expect(sure.filter(({ observanceId }) => announced.includes(observanceId))).toEqual([])
    expect(sure.length).toBeGreaterThan(80)
  })
})
