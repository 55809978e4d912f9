import type pg from 'pg'
import { waitFor } from './wait.ts'

const truncation = `do $$ declare t record; begin
  for t in select tablename from pg_tables where schemaname = 'bullmq' and tablename !~ 'migration|version'
  loop execute format('truncate bullmq.%I cascade', t.tablename); end loop; end $$`

const deadlockDetected = '40P01'

/** Throws away every job that BullMQ keeps in a database, also under the hands of workers that still run. */
export async function emptyPostgresQueue(pool: pg.Pool): Promise<void> {
  await waitFor('the tables of the queue to be emptied', async () => {
    try {
      await pool.query(truncation)
      return true
    } catch (error) {
      // One of the workers was in the way.
      if (error instanceof Error && 'code' in error && error.code === deadlockDetected) return false
      throw error
    }
  })
}
