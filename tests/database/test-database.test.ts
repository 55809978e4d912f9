import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../support/postgres.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld({ now: '2026-07-13T22:00:00Z' })
})

afterAll(() => testWorld.close())

test('a test world has every table, a clock that stands still, and keys that open what it seals', async () => {
  const { world, clock, sendWith } = testWorld
  const { rows } = await world.database.execute<{ count: number }>(
    sql`select count(*)::int as count from information_schema.tables where table_schema = 'public'`,
  )
  expect(rows[0]?.count).toBeGreaterThan(15)
  clock.advance({ hours: 2 })
  expect(world.now().toString()).toBe('2026-07-14T00:00:00Z')
  const place = { table: 'subscribers', column: 'name_sealed', id: world.newId() }
  const mailer = {
    name: 'smtp',
    batchSizeMax: 1,
    windowSize: 1,
    doubtMax: 1,
    remembersKeys: false,
    allowance: () => null,
    deliver: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  } as const
  expect(sendWith(mailer).opener.open(place, world.sealer.seal(place, '김하나'))).toBe('김하나')
})

test('two databases share nothing, and each ends with its scope', async () => {
  await using first = await createTestDatabase()
  let name: string | undefined
  {
    await using second = await createTestDatabase()
    name = second.url.split('/').at(-1)
    await first.database.execute(sql`create table only_here (id int)`)
    const { rows } = await second.database.execute(sql`select to_regclass('only_here') as found`)
    expect(rows).toEqual([{ found: null }])
  }
  const found = await first.pool.query('select from pg_database where datname = $1', [name])
  expect(found.rowCount).toBe(0)
})
