import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#database/database'
import { prepareDatabase } from '#runtimes/prepare-database'

/** A database of one test file, with every migration applied and nothing in it. */
export type TestDatabase = AsyncDisposable & {
  readonly url: string
  readonly database: Database
  readonly pool: pg.Pool
  /** Closes the connections and drops the database. */
  readonly close: () => Promise<void>
}

/**
 * Copies the migrated template, which takes well under a second; or prepares a database from another seed library, in the
 * folder that is named.
 */
export async function createTestDatabase({
  contentDirectory,
}: { readonly contentDirectory?: string | undefined } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const template = new URL(server).pathname.slice(1)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}${contentDirectory === undefined ? ` template ${template}` : ''}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  if (contentDirectory !== undefined) await prepareDatabase(url, { contentDirectory })
  const opened = openDatabase(url, { name: 'northlight-test' })
  const close = async (): Promise<void> => {
    await opened.close()
    await onServer(asSuperuser(server), `drop database ${name} with (force)`)
  }
  return { url, database: opened.database, pool: opened.pool, close, [Symbol.asyncDispose]: close }
}

// An autovacuum that is at work in the database belongs to the superuser, and only a superuser may end it.
function asSuperuser(server: string): string {
  return Object.assign(new URL(server), { username: 'postgres' }).href
}

// Databases are made from a connection to `postgres`, because a template must have no connections of its own. Two files
// that copy it at the same time would be in each other's way, so they take turns.
async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: '/postgres' }).href })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(1)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
