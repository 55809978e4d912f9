import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

export type Database = NodePgDatabase

/** What every query function takes: the database itself, or the transaction it is to be part of. */
export type Executor = Pick<
  Database,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | '$with' | 'with'
>

export type OpenDatabase = AsyncDisposable & {
  readonly database: Database
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool of connections. Times come and go in UTC; a statement that runs for a minute is a bug and is cancelled.
 * @param onIdleError told when an idle connection breaks, as at a restart of PostgreSQL; the pool replaces it by itself
 */
export function openDatabase(
  url: string,
  {
    connectionsMax = 10,
    name = 'northlight',
    onIdleError = () => {},
  }: { connectionsMax?: number; name?: string; onIdleError?: (error: Error) => void } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    application_name: name,
    statement_timeout: 60_000,
    options: '-c timezone=UTC',
  })
  pool.on('error', onIdleError)
  // A connection that breaks in use fails the query it is in; without a listener it would end the process as well.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const close = (): Promise<void> => pool.end()
  return { database: withSafeTransactions(pool), pool, close, [Symbol.asyncDispose]: close }
}

/**
 * A database whose transactions give their connection back however they end. Drizzle's own keeps one for ever whose
 * `begin` fails, as it does when the server has just gone away; some restarts of PostgreSQL would use up the pool.
 */
function withSafeTransactions(pool: pg.Pool): Database {
  const databaseOf = new WeakMap<pg.PoolClient, Database>()
  const transaction: Database['transaction'] = async (work, config) => {
    const client = await pool.connect()
    const database = databaseOf.get(client) ?? drizzle(client)
    databaseOf.set(client, database)
    try {
      return await database.transaction(work, config)
    } finally {
      client.release()
    }
  }
  return Object.assign(drizzle(pool), { transaction })
}
