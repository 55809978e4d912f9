import { expect, test } from 'vitest'
import { needsOf } from '#domain/occurrence-needs'
import type { Certainty } from '#domain/occurrence'
import { on } from './support/day-texts.ts'
import { seededObservance } from './support/seed.ts'

const vote = seededObservance('unga-third-committee')
const needs = (certainty: Certainty, today: string, observance = vote) =>
  needsOf(observance, { certainty, startsOn: on('2026-11-14') }, null, on(today))

test.each<[Certainty, string, string[]]>([
  ['expected', '2026-10-30', []],
  ['expected', '2026-10-31', ['day']],
  ['tentative', '2026-11-20', ['day']],
  ['confirmed', '2026-11-13', []],
  ['confirmed', '2026-11-14', ['outcome']],
  ['cancelled', '2026-11-14', []],
])('what is %s needs on %s: %j', (certainty, today, expected) => {
  expect(needs(certainty, today)).toEqual(expected)
})

test('what is decided needs nothing, nor does a day on which nothing is decided', () => {
  const day = { certainty: 'confirmed', startsOn: on('2026-11-14') } as const
  expect(needsOf(vote, day, { result: 'postponed' }, on('2026-11-20'))).toEqual([])
  expect(needs('fixed', '2026-11-20', seededObservance('human-rights-day'))).toEqual([])
})
