import { expect, test } from 'vitest'
import { emptyFact, fromFactForm } from '../../console/screens/facts/fact-values.ts'

test('a fact without a date has no months after which it is checked again, whatever the form began with', () => {
  expect(emptyFact.staleAfterMonths).toBe(12)
  expect(fromFactForm(emptyFact).staleAfterMonths).toBeNull()
  expect(fromFactForm({ ...emptyFact, asOf: '2025-12' }).staleAfterMonths).toBe(12)
  expect(fromFactForm({ ...emptyFact, asOf: '2025-12', staleAfterMonths: '' }).staleAfterMonths).toBeNull()
})
