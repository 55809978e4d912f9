import { expect, test } from 'vitest'
import { flagFacts } from '#domain/cloned-fact'
import { factConcerns } from '#domain/fact'
import { seed } from './support/seed.ts'

const today = Temporal.PlainDate.from('2026-11-01')
const ledger = seed.facts.map((fact) => ({
  fact,
  retiredAt: fact.id === 'RES-03' ? Temporal.Instant.from('2026-01-01T00:00Z') : null,
}))

test('facts that are stale, have changed, are retired or are gone are flagged in the order of the letter; the rest is not', () => {
  const fresh = seed.facts.find((fact) => factConcerns(fact, today).length === 0)
  if (!fresh) throw new Error('The ledger has no fact without concerns.')
  const flagged = flagFacts(['ZZ-99', 'RES-03', 'X-01', fresh.id], {
    ledger,
    changed: new Set(['X-01']),
    today,
  })
  expect(flagged).toMatchObject([
    { factId: 'ZZ-99', concerns: [], hasChanged: false, isRetired: true },
    { factId: 'RES-03', isRetired: true },
    { factId: 'X-01', hasChanged: true, isRetired: false },
  ])
  expect(flagged).toHaveLength(3)
  expect(flagFacts([fresh.id], { ledger, changed: new Set([fresh.id]), today })).toHaveLength(1)
})
