import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readLibraryEntry } from '#actions/read-library-entry'
import { saveLibraryEntry } from '#actions/save-library-entry'
import { syncLibrary } from '#actions/sync-library'
import { listChain } from '#database/audit-queries'
import { listFactChanges } from '#database/fact-queries'
import { findEntry } from '#database/library-queries'
import { facts, topics } from '#database/tables'
import type { SyncStep } from '#domain/library-sync'
import type { SeedLibrary } from '#domain/seed-library'
import { seed } from '../domain/support/seed.ts'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
})

afterAll(() => testWorld.close())

const sync = (library: SeedLibrary, isApplied = true) => syncLibrary(testWorld.world, { library, isApplied })
const whatOf = (steps: readonly SyncStep[]): string[] =>
  steps.map((step) => {
    const { kind, id } = step.what === 'added' || step.what === 'updated' ? step.seed : step
    return `${step.what} ${kind}/${id}`
  })

/** The seed library with another title for an issue. */
function withTitle(id: string, title: string): SeedLibrary {
  const library = structuredClone(seed)
  for (const issue of library.issues) if (issue.id === id) issue.brief.en.title = title
  return library
}

async function editTitle(id: string, title: string): Promise<void> {
  const { entry, version } = await readLibraryEntry(testWorld.world, { kind: 'issue', id })
  const edited = structuredClone(seed.issues.find((issue) => issue.id === id) ?? entry)
  if ('brief' in edited) edited.brief.en.title = title
  await saveLibraryEntry(testWorld.world, { member: team.editor, kind: 'issue', id, entry: edited, basedOn: version })
}

async function titleOf(id: string): Promise<string | undefined> {
  return (await findEntry(testWorld.world.database, 'issue', id))?.entry.brief.en.title
}

describe('the seed library of a prepared database', () => {
  beforeEach(async () => {
    await sync(seed)
  })

  test('is the one that it was prepared with', async () => {
    expect(await sync(seed, false)).toEqual([])
  })

  test('is followed by what nobody has edited, once that is asked for', async () => {
    const library = withTitle('resettlement', 'Another title')
    const before = await titleOf('resettlement')
    expect(await sync(library, false)).toMatchObject([
      { what: 'updated', seed: { kind: 'issue', id: 'resettlement' }, fields: ['brief.en.title'] },
    ])
    expect(await titleOf('resettlement')).toBe(before)
    expect(await sync(library)).toHaveLength(1)
    expect(await titleOf('resettlement')).toBe('Another title')
    expect(await sync(library, false)).toEqual([])
  })

  test('overwrites nothing that somebody has edited, whatever it says', async () => {
    await editTitle('un-mechanisms', 'In our words')
    const library = withTitle('un-mechanisms', 'In other words')
    expect(await sync(library)).toMatchObject([
      { what: 'kept', kind: 'issue', id: 'un-mechanisms', fields: ['brief.en.title'], hasNews: true },
    ])
    expect(await titleOf('un-mechanisms')).toBe('In our words')
    expect(await sync(seed)).toMatchObject([{ what: 'kept', hasNews: false }])
  })

  test('keeps and names what has gone from it', async () => {
    const library = { ...seed, letters: {}, topics: seed.topics.slice(0, -1) }
    const lost = whatOf(await sync(library)).filter((line) => line.startsWith('gone'))
    expect(lost).toEqual(['gone topic/press-and-partners', 'gone letter/defectors-day'])
    expect(await findEntry(testWorld.world.database, 'letter', 'defectors-day')).toBeDefined()
  })

  test('brings topics and facts that are new, and the words of those that are there', async () => {
    const [first, ...others] = seed.topics
    const [fact, ...otherFacts] = seed.facts
    if (!first || !fact) throw new Error('The seed library is empty.')
    const added = { slug: 'rivers', name: { en: 'Rivers', ko: '강' }, description: first.description, hard: false }
    const statement = { en: 'Something else.', ko: '다른 내용입니다.' }
    const library: SeedLibrary = {
      ...seed,
      topics: [{ ...first, hard: !first.hard }, ...others, added],
      facts: [{ ...fact, statement }, ...otherFacts],
    }
    const steps = (await sync(library)).filter(({ what }) => what !== 'kept')
    expect(whatOf(steps)).toEqual([`updated topic/${first.slug}`, 'added topic/rivers', `updated fact/${fact.id}`])
    const { database } = testWorld.world
    expect(await database.select().from(topics).where(eq(topics.id, first.slug))).toMatchObject([{ hard: !first.hard }])
    expect(await database.select().from(facts).where(eq(facts.id, fact.id))).toMatchObject([{ fact: { statement } }])
    expect(await listFactChanges(database, fact.id)).toMatchObject([
      { before: { statement: fact.statement }, after: { statement }, changedBy: null },
    ])
  })

  test('is followed once where two follow it at the same time', async () => {
    const library = withTitle('separated-families', 'At the same time')
    const both = await Promise.all([sync(library), sync(library)])
    const changed = both.map((steps) => steps.filter(({ what }) => what === 'updated' || what === 'added').length)
    expect(changed).toContain(0)
    expect(Math.max(...changed)).toBeGreaterThan(0)
    expect(await titleOf('separated-families')).toBe('At the same time')
  })

  test('and somebody who edits at the same time are never both at once', async () => {
    const library = withTitle('information-control', 'From the seed')
    const [edited] = await Promise.allSettled([editTitle('information-control', 'By hand'), sync(library)])
    const kept = await findEntry(testWorld.world.database, 'issue', 'information-control')
    expect(edited.status).toBe('fulfilled')
    const isByHand = kept?.entry.brief.en.title === 'By hand'
    expect(kept?.editedAt !== null).toBe(isByHand)
    expect(['By hand', 'From the seed']).toContain(kept?.entry.brief.en.title)
  })
})

test('what was done is on record as done by the operator, and a look is not', async () => {
  const count = async () =>
    (await listChain(testWorld.world.database, { after: 0, limit: 10_000 })).filter(
      ({ action }) => action === 'library-synced',
    ).length
  const before = await count()
  const library = withTitle('russia-route', 'On record')
  await sync(library, false)
  expect(await count()).toBe(before)
  await sync(library)
  expect(await count()).toBe(before + 1)
  await sync(library)
  expect(await count()).toBe(before + 1)
})
