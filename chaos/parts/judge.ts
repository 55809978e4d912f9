import pg from 'pg'
import { until } from './until.ts'

/** Whoever reaches into a run from outside, through connections of their own: holds rows, and sees who waits for them. */
export type Judge = {
  /** Runs a statement that locks something, and keeps the lock until the returned function is called. */
  lock(statement: string, values?: readonly unknown[]): Promise<() => Promise<void>>
  /**
   * Ends the sessions of those who wait for one of these locks and whose processes have been killed: what they had asked
   * for must not be done for them after their death.
   */
  buryBlocked(): Promise<void>
  /** Waits until some worker waits for one of these locks. */
  untilBlocked(): Promise<void>
}

export function createJudge(url: string): Judge {
  return {
    async lock(statement, values = []) {
      const client = await connect(url)
      await client.query('begin')
      await client.query(statement, [...values])
      return async () => {
        await client.query('rollback').catch(() => {})
        await client.end().catch(() => {})
      }
    },
    async buryBlocked() {
      const client = await connect(url)
      try {
        await client.query(`select pg_terminate_backend(waiting.pid) ${waitingForJudge}`, [judgeName])
      } finally {
        await client.end()
      }
    },
    async untilBlocked() {
      const client = await connect(url)
      try {
        await until('a worker to wait for a lock', async () => {
          const { rowCount } = await client.query(`select waiting.pid ${waitingForJudge}`, [judgeName])
          return (rowCount ?? 0) > 0
        })
      } finally {
        await client.end()
      }
    },
  }
}

const judgeName = 'northlight-judge'

const waitingForJudge = `
  from pg_stat_activity waiting, pg_stat_activity holding
  where holding.application_name = $1 and holding.pid = any (pg_blocking_pids(waiting.pid))
    and waiting.application_name <> $1`

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: judgeName })
  client.on('error', () => {
    // The server was stopped under it; whoever uses it next learns of that.
  })
  await client.connect()
  return client
}
