import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differingFields, planLibrarySync, type HashedSeedEntry, type SyncedEntry } from '#domain/library-sync'
import { seedEntriesOf, seedFilesOf } from '#domain/seed-entry'
import { readSeedLibrary } from '#domain/read-seed-library'
import { seed } from './support/seed.ts'

const seeded = (id: string, words: string): HashedSeedEntry => ({
  kind: 'issue',
  id,
  entry: { title: words },
  hash: `hash of ${words}`,
})
const kept = (id: string, words: string, rest: Partial<SyncedEntry> = {}): SyncedEntry => ({
  kind: 'issue',
  id,
  entry: { title: words },
  seedHash: `hash of ${words}`,
  isEdited: false,
  ...rest,
})

describe('following the seed library', () => {
  test('adds what is new, and leaves alone what is the same', () => {
    const steps = planLibrarySync([seeded('a', 'one'), seeded('b', 'two')], [kept('a', 'one')])
    expect(steps).toEqual([{ what: 'added', seed: seeded('b', 'two') }])
  })

  test('updates what nobody has edited', () => {
    expect(planLibrarySync([seeded('a', 'new')], [kept('a', 'old')])).toEqual([
      { what: 'updated', seed: seeded('a', 'new'), fields: ['title'] },
    ])
  })

  test('keeps what somebody has edited, and says whether the seed library has changed since', () => {
    const edited = kept('a', 'ours', { seedHash: 'hash of old', isEdited: true })
    const step = { what: 'kept', kind: 'issue', id: 'a', fields: ['title'] }
    expect(planLibrarySync([seeded('a', 'old')], [edited])).toEqual([{ ...step, hasNews: false }])
    expect(planLibrarySync([seeded('a', 'new')], [edited])).toEqual([{ ...step, hasNews: true }])
  })

  test('says nothing of an edit that the seed library has come to as well', () => {
    expect(planLibrarySync([seeded('a', 'ours')], [kept('a', 'ours', { seedHash: null, isEdited: true })])).toEqual([])
  })

  test('tells what has gone from the seed library, but not what was made here', () => {
    const here = kept('own', 'ours', { seedHash: null, isEdited: true })
    const gone = kept('gone', 'theirs')
    const goneAndEdited = kept('also-gone', 'ours', { seedHash: 'hash of old', isEdited: true })
    expect(planLibrarySync([], [here, gone, goneAndEdited])).toEqual([
      { what: 'gone', kind: 'issue', id: 'gone' },
      { what: 'gone', kind: 'issue', id: 'also-gone' },
    ])
  })

  test('tells entries of the same id and another kind apart', () => {
    const letter = { ...kept('a', 'one'), kind: 'letter' as const }
    expect(planLibrarySync([seeded('a', 'one')], [letter]).map(({ what }) => what)).toEqual(['added', 'gone'])
  })

  test('has nothing left to do once it was done', () => {
    const entries = seedEntriesOf(seed).map((entry) => ({ ...entry, hash: 'h' }))
    const done = entries.map((entry) => ({ ...entry, seedHash: 'h', isEdited: false }))
    expect(planLibrarySync(entries, [])).toHaveLength(entries.length)
    expect(planLibrarySync(entries, done)).toEqual([])
  })
})

describe('the fields that differ', () => {
  const doc = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })

  test.each<[string, unknown, unknown, string[]]>([
    ['a value', { en: 'a', ko: 'b' }, { en: 'a', ko: 'c' }, ['ko']],
    ['a value further down', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 2, d: 2 } } }, ['a.b.c']],
    ['a value that is new', {}, { a: null }, ['a']],
    ['a value that is gone', { a: 1 }, {}, ['a']],
    ['an item of a list', { list: [{ a: 1 }, { a: 2 }] }, { list: [{ a: 1 }, { a: 3 }] }, ['list.1.a']],
    ['a list that is longer', { list: [1] }, { list: [1, 2] }, ['list']],
    ['rich text', { body: doc('a') }, { body: doc('b') }, ['body']],
    ['a list for an object', { a: [] }, { a: {} }, ['a']],
    ['nothing, whatever the order of keys', { a: 1, b: [2] }, { b: [2], a: 1 }, []],
  ])('name %s', (_, before, after, fields) => {
    expect(differingFields(before, after)).toEqual(fields)
  })

  test('are none exactly where the two are equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(differingFields(a, structuredClone(a))).toEqual([])
        const isEqual = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
        expect(differingFields(a, b).length === 0).toBe(isEqual)
      }),
    )
  })
})

test('a library taken apart and put together is the same library', () => {
  expect(readSeedLibrary(seedFilesOf(seedEntriesOf(seed))).library?.topics).toEqual(seed.topics)
  const { library, faults } = readSeedLibrary(seedFilesOf(seedEntriesOf(seed).toReversed()))
  expect(faults).toEqual([])
  expect(seedEntriesOf(library ?? seed).toSorted(byName)).toEqual(seedEntriesOf(seed).toSorted(byName))
})

function byName(a: { kind: string; id: string }, b: { kind: string; id: string }): number {
  return `${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1
}

// JSON knows no minus nought.
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 'minus nought' : value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
