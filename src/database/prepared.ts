import { fillPlaceholders, sql, type Query, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { connectionOf, driverOf, type Executor } from './database.ts'

/**
 * A statement that drizzle builds once for each connection, with `.prepare(name)`, and that PostgreSQL parses and plans
 * once there: for what is said for every batch, each of these takes as long as running it. No other statement has its
 * name. PostgreSQL keeps the plan whatever the values are and however the tables grow, so this is for statements that
 * find their rows by a key.
 * @param build with the connection that it will run on
 */
export function prepared<Statement>(build: (connection: Executor) => Statement): (executor: Executor) => Statement {
  // Ends with the connection.
  const statements = new WeakMap<Executor, Statement>()
  return (executor) => {
    const connection = connectionOf(executor)
    const known = statements.get(connection)
    if (known) return known
    const statement = build(connection)
    statements.set(connection, statement)
    return statement
  }
}

/** Runs a statement with what its placeholders stand for, by their names; its rows come as the driver hands them over. */
type RunRows<Row> = (executor: Executor, values: Record<string, unknown>) => Promise<Row[]>

/**
 * As `prepared`, past drizzle as soon as it has built the statement: to ask each column of each row how to read it costs
 * more than the query. Times are to be asked for as text.
 */
export function preparedRows<Row extends object>(
  name: string,
  build: (connection: Executor) => { toSQL(): Query },
): RunRows<Row> {
  return runBuilt(build, name)
}

/**
 * As `preparedRows`, planned anew each time it runs: for what joins hundreds of rows, whose plan must not be that of the
 * hour in which the tables were small.
 */
export function plannedRows<Row extends object>(build: (connection: Executor) => { toSQL(): Query }): RunRows<Row> {
  return runBuilt(build)
}

function runBuilt<Row extends object>(
  build: (connection: Executor) => { toSQL(): Query },
  name?: string,
): RunRows<Row> {
  const building = prepared((connection) => build(connection).toSQL())
  return async (executor, values) => {
    const { sql: text, params } = building(executor)
    const { rows } = await driverOf(executor).query<Row>({
      ...(name !== undefined && { name }),
      text,
      values: fillPlaceholders(params, values),
    })
    return rows
  }
}

/**
 * Columns that a prepared update sets to what it is run with, under the same keys: `set` takes no placeholder as it is,
 * and the encoder of a column no null.
 */
export function given<Key extends string>(columns: Readonly<Record<Key, PgColumn>>): Record<Key, SQL> {
  const entries = Object.entries<PgColumn>(columns).map(([key, column]) => {
    const encode = (value: unknown): unknown => (value === null ? null : column.mapToDriverValue(value))
    return [key, sql`${sql.param(sql.placeholder(key), { mapToDriverValue: encode })}`]
  })
  return Object.fromEntries(entries) as Record<Key, SQL>
}
