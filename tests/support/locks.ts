import type pg from 'pg'
import { waitFor } from './wait.ts'

/** Waits until some transaction of the database, or as many as are named, wait for a lock that another one holds. */
export async function untilBlocked(pool: pg.Pool, transactions = 1): Promise<void> {
  await waitFor(`${transactions} of all transactions to wait for a lock`, async () => {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rowCount !== null && rowCount >= transactions
  })
}
