import { expect, test } from 'vitest'
import { chooseTopics } from '#domain/topic-choice'

const known = [
  { id: 'prisons', retiredAt: null },
  { id: 'families', retiredAt: null },
  { id: 'old', retiredAt: Temporal.Instant.from('2026-01-01T00:00:00Z') },
]

test('a choice keeps its order and holds each topic once', () => {
  expect(chooseTopics(['families', 'prisons', 'families'], known)).toEqual(['families', 'prisons'])
})

test.each([
  ['nothing', [], 'topics-missing'],
  ['a topic that there is not', ['prisons', 'weather'], 'topic-unknown'],
  ['a topic that has ended', ['old'], 'topic-unknown'],
  ['a property of every object', ['__proto__'], 'topic-unknown'],
])('%s is no choice', (_what, chosen, code) => {
  expect(() => chooseTopics(chosen, known)).toThrow(expect.objectContaining({ code, field: 'topics' }))
  expect(() => chooseTopics(chosen, known, { field: 'rows.3.topics' })).toThrow(
    expect.objectContaining({ field: 'rows.3.topics' }),
  )
})
