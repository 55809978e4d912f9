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

/**
 * As `prepared`, past drizzle as soon as it has built the statement: its rows come as the driver hands them over, since
 * asking each column of each row how to read it costs more than the query. Times are to be asked for as text. What is
 * written in it as a placeholder is given by name when it runs.
 */
export function preparedRows<Row extends object>(
  name: string,
  build: (connection: Executor) => { toSQL(): Query },
): (executor: Executor, values: Record<string, unknown>) => Promise<Row[]> {
  const building = prepared((connection) => build(connection).toSQL())
  return async (executor, values) => {
    const { sql: text, params } = building(executor)
    const { rows } = await driverOf(executor).query<Row>({ name, text, values: fillPlaceholders(params, values) })
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
