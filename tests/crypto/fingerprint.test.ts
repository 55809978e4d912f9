import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '#crypto/fingerprint'

describe('a fingerprint', () => {
  test('is SHA-256 of the canonical JSON, in hex', () => {
    // printf '{"a":[1,{"b":"ㄱ","c":null}]}' | sha256sum
    expect(fingerprint({ a: [1, { c: null, b: 'ㄱ' }] })).toBe(
      '30f1bf682d675cf7dbc1f938e72aa56d6722ff6d4ccaa1f28b980aca436f2d82',
    )
  })

  test('does not depend on the order of keys at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(fingerprint(turnKeys(value))).toBe(fingerprint(value))
        expect(fingerprint(JSON.parse(JSON.stringify(value)))).toBe(fingerprint(value))
      }),
    )
  })

  test.each([
    ['the order of a list', [1, 2], [2, 1]],
    ['a value', { a: 1 }, { a: 2 }],
    ['a number and its text', { a: 1 }, { a: '1' }],
    ['a key', { a: 1 }, { b: 1 }],
    ['nothing and an absent key', { a: null }, {}],
    ['where a key stands', { a: { b: 1 }, c: {} }, { a: {}, c: { b: 1 } }],
    ['a list and an object with its indexes', ['x'], { 0: 'x' }],
    [
      'an instant',
      { at: Temporal.Instant.from('2026-01-01T00:00:00Z') },
      { at: Temporal.Instant.from('2026-01-01T00:00:01Z') },
    ],
  ])('changes with %s', (_what, one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other))
  })
})

function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, turnKeys(part)]),
  )
}
