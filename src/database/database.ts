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
  const close = (): Promise<void> => pool.end()
  return { database: drizzle(pool), pool, close, [Symbol.asyncDispose]: close }
}
