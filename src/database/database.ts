import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { limits } from '#domain/limits'
import { isOutage } from './outlast-outage.ts'

export type Database = NodePgDatabase

/** What every query function takes: the database itself, or the transaction it is to be part of. */
export type Executor = Pick<
  Database,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | '$with' | 'with'
>

/** In seconds; the last is for when PostgreSQL cannot even cancel a statement. */
type Patience = {
  readonly connectSeconds: number
  readonly statementSeconds: number
  readonly answerSeconds: number
}

export type OpenDatabase = AsyncDisposable & {
  readonly database: Database
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool of connections. Times come and go in UTC; a statement that runs for a minute is a bug and is cancelled.
 * @param transactionIdleSeconds after so much silence in the middle of a transaction, PostgreSQL ends it
 * @param goesByIndexes whether to read by indexes wherever there is one: a plan that is kept may be made while a table is
 *   small, and has to be good when it is large
 * @param patience how long whoever asks is kept waiting, in seconds: for a connection, for a statement, and for any answer
 *   at all. Without it a database that takes a connection and then says nothing is waited for without end.
 * @param onIdleError told when an idle connection breaks, as at a restart of PostgreSQL; the pool replaces it by itself
 */
export function openDatabase(
  url: string,
  {
    connectionsMax = 10,
    name = 'northlight',
    transactionIdleSeconds = limits.transactionIdleSeconds,
    goesByIndexes = false,
    patience,
    onIdleError = () => {},
  }: {
    connectionsMax?: number
    name?: string
    transactionIdleSeconds?: number
    goesByIndexes?: boolean
    patience?: Patience
    onIdleError?: (error: Error) => void
  } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    application_name: name,
    statement_timeout: (patience?.statementSeconds ?? 60) * 1000,
    ...(patience && {
      connectionTimeoutMillis: patience.connectSeconds * 1000,
      query_timeout: patience.answerSeconds * 1000,
    }),
    idle_in_transaction_session_timeout: transactionIdleSeconds * 1000,
    // A commit that a crash of the server forgets is a letter that is sent twice (record 0008), whatever its default.
    options: `-c timezone=UTC -c synchronous_commit=on${goesByIndexes ? ' -c enable_seqscan=off' : ''}`,
  })
  pool.on('error', onIdleError)
  // A connection that breaks in use fails the query it is in; without a listener it would end the process as well.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const close = (): Promise<void> => pool.end()
  return { database: withSafeTransactions(pool), pool, close, [Symbol.asyncDispose]: close }
}

// A transaction, and the database of the connection that it runs on.
const connections = new WeakMap<Executor, Database>()

/** What stands for a connection as long as it lasts; several statements on it need not be of one transaction. */
export function connectionOf(executor: Executor): Executor {
  return connections.get(executor) ?? executor
}

/** The driver under an executor, for a statement that drizzle has built before. */
export function driverOf(executor: Executor): Pick<pg.ClientBase, 'query'> {
  const connection: Executor & { readonly $client?: pg.Pool | pg.PoolClient } = connectionOf(executor)
  if (!connection.$client) throw new Error('A transaction within a transaction has no connection of its own.')
  return connection.$client
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
    let isSilent = false
    try {
      return await database.transaction((begun) => {
        connections.set(begun, database)
        return work(begun)
      }, config)
    } catch (error) {
      isSilent = isOutage(error)
      throw error
    } finally {
      // Whoever got it next would wait behind the statement that was never answered.
      client.release(isSilent)
    }
  }
  return Object.assign(drizzle(pool), { transaction })
}
