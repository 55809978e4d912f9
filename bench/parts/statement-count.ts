import pg from 'pg'

export type StatementWatch = AsyncDisposable & {
  /** How many statements the server has run, those of every connection. */
  countCalls(): Promise<number>
  /** The statements that took the server longest since the start, for people: milliseconds, calls and text. */
  explain(count: number): Promise<string[]>
  /** Forgets what it has counted. */
  reset(): Promise<void>
}

/** What PostgreSQL has to load for its statements to be counted; takes effect at its next start. */
export async function countStatementsFromNextStart(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`)
    await client.query('alter system set pg_stat_statements.track_planning = off')
  })
}

/** Counts what clients send, transactions' begins and ends among it, and not what functions of the server run inside. */
export async function watchStatements(superuserUrl: string): Promise<StatementWatch> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query('create extension if not exists pg_stat_statements')
  return {
    async countCalls() {
      const { rows } = await client.query<{ calls: number }>(
        'select coalesce(sum(calls), 0)::float8 as calls from pg_stat_statements',
      )
      return rows[0]?.calls ?? 0
    },
    async explain(count) {
      const { rows } = await client.query<{ line: string }>(
        `select rpad(round(total_exec_time)::text, 8) || rpad(calls::text, 10) || left(regexp_replace(query, '\\s+', ' ', 'g'), 150) as line
        from pg_stat_statements order by total_exec_time desc limit $1`,
        [count],
      )
      return rows.map(({ line }) => line)
    },
    reset: async () => void (await client.query('select pg_stat_statements_reset()')),
    [Symbol.asyncDispose]: () => client.end(),
  }
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
