import pg from 'pg'
import type { Stage } from './stage.ts'

const leapMilliseconds = 3 * 60_000

/**
 * Lets three minutes pass while nobody works: what waits for its time in the database and in the queue is due, and the
 * lease of every call that a dead worker had begun is over. What was first attempted when stays as it is.
 */
export async function leapAhead({ databaseServer, queue }: Stage): Promise<void> {
  await asSuperuser(databaseServer.url, async (client) => {
    const back = `- interval '${leapMilliseconds} milliseconds'`
    const moved = (columns: readonly string[]): string =>
      columns.map((column) => `${column} = ${column} ${back}`).join(', ')
    await client.query(`update job_outbox set ${moved(['created_at', 'due_at', 'rung_at', 'attempting_since'])}`)
    await client.query(`update delivery_batches set ${moved(['attempting_since'])} where attempting_since is not null`)
    await client.query(`update mail_providers set ${moved(['failing_since', 'rests_until'])}`)
  })
  await queue.letTimePass(leapMilliseconds)
}

/** Lets a day pass for the batches of which a call was begun, and for the providers. @returns these batches */
export async function leapDay({
  databaseServer,
  clock,
  attemptsBefore,
}: Stage): Promise<{ readonly id: string; readonly size: number }[]> {
  clock.advance({ hours: 24, minutes: 1 })
  return asSuperuser(databaseServer.url, async (client) => {
    const { rows } = await client.query<{ id: string; size: number; first_attempt_at: string | null }>(
      `with begun as (
         select id, first_attempt_at from delivery_batches where attempting_since is not null and settled_at is null
       )
       update delivery_batches as batch
       set attempting_since = attempting_since - interval '24 hours',
         first_attempt_at = batch.first_attempt_at - interval '24 hours'
       from begun where begun.id = batch.id
       returning batch.id, batch.size, to_json(begun.first_attempt_at) #>> '{}' as first_attempt_at`,
    )
    for (const { id, first_attempt_at: at } of rows)
      attemptsBefore.set(id, at === null ? null : Temporal.Instant.from(at))
    return rows
  })
}

/** As nobody in production can: past the triggers that keep what is sealed. */
async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { username: 'postgres' }).href })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    return await work(client)
  } finally {
    await client.end()
  }
}
