import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkNoAddress, type AddressSearchResult } from '../../demo/check-no-address.ts'
import { canaries } from '../support/canaries.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'

const [address] = canaries.addresses
const local = address.slice(0, address.indexOf('@'))

let store: TestDatabase
let directory: string

beforeAll(async () => {
  store = await createTestDatabase()
})

afterAll(async () => {
  await store.close()
})

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-search-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
  await store.pool.query('drop schema if exists "a queue" cascade')
})

async function search(except: readonly string[] = []): Promise<AddressSearchResult> {
  return checkNoAddress({ addresses: canaries.addresses, databaseUrl: store.url, directories: [directory], except })
}

/** UTF-16 with the high byte first. */
function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

describe('a planted address is found in a file', () => {
  test.for<[string, string | Buffer]>([
    ['plain', `to=${address}`],
    ['in capitals', address.toUpperCase()],
    ['with its sign escaped', `${local}%40leak.example`],
    ['in UTF-16, low byte first', Buffer.from(`<${address}>`, 'utf16le')],
    ['in UTF-16, high byte first', utf16be(`<${address}>`)],
    ['in hexadecimal', Buffer.from(address).toString('hex')],
    ['in hexadecimal with capitals', Buffer.from(address).toString('hex').toUpperCase()],
    ['in hexadecimal of UTF-16', Buffer.from(address, 'utf16le').toString('hex')],
    ['in base64', Buffer.from(address).toString('base64')],
    ['in base64, one byte on', Buffer.from(`<${address}>`).toString('base64')],
    ['in base64, two bytes on', Buffer.from(`<<${address}>`).toString('base64url')],
    ['in base64 of capitals', Buffer.from(address.toUpperCase()).toString('base64')],
    ['across the edge of two pieces', `${'.'.repeat(1024 * 1024 - 5)}${address}`],
  ])('%s', async ([, content]) => {
    await mkdir(join(directory, 'deep'))
    const file = join(directory, 'deep', 'leak.log')
    await writeFile(file, content)
    expect((await search()).places).toEqual([file])
  })
})

describe('a planted address is found in a table, of whatever schema and type', () => {
  test.for<[string, string, unknown]>([
    ['text', 'text', `hello ${address}`],
    ['JSON', 'jsonb', JSON.stringify({ to: [address] })],
    ['bytes', 'bytea', Buffer.from(`..${address}`)],
    ['bytes of UTF-16', 'bytea', utf16be(address)],
    ['a list', 'text[]', ['nobody', address]],
  ])('%s', async ([, type, value]) => {
    await store.pool.query('create schema "a queue"')
    await store.pool.query(`create table "a queue"."Jobs" (id int, payload ${type})`)
    await store.pool.query('insert into "a queue"."Jobs" select n, null from generate_series(1, 2500) as n')
    await store.pool.query('insert into "a queue"."Jobs" values (0, $1)', [value])
    expect((await search()).places).toEqual(['a queue.Jobs'])
  })
})

test('where there is no address, it says how much it has looked at', async () => {
  await writeFile(join(directory, 'one.log'), 'twelve bytes')
  await writeFile(join(directory, 'two.log'), local.slice(0, -1))
  const { places, files, tables, bytes } = await search()
  expect(places).toEqual([])
  expect(files).toBe(2)
  const { rows } = await store.pool.query<{ count: number }>(
    `select count(*)::int as count from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  expect(tables).toBe(rows[0]?.count)
  expect(tables).toBeGreaterThan(15)
  expect(bytes).toBeGreaterThan(12)
})

test('only what is excepted is left out', async () => {
  const mailbox = join(directory, 'mailbox')
  await mkdir(mailbox)
  await writeFile(join(mailbox, 'letter'), address)
  expect((await search([mailbox])).places).toEqual([])
  expect((await search()).places).toEqual([join(mailbox, 'letter')])
})

test('nothing that it says holds an address', async () => {
  await writeFile(join(directory, 'leak.log'), address)
  expect(JSON.stringify(await search())).not.toContain(local)
})
