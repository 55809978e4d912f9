import { readServerClock } from '#database/pulse-queries'
import type { Executor } from '#database/database'
import { limits } from '#domain/limits'

/**
 * Refuses a clock that differs from that of the database by more than `limits.clockSkewSecondsMax`. Campaigns would
 * start too early or too late by as much, and of several workers each would take the others for dead.
 * @throws Error that says by how much
 */
export async function checkClock(database: Executor, now: () => Temporal.Instant): Promise<void> {
  const before = now()
  const server = await readServerClock(database)
  const after = now()
  const ahead = before.since(server).total('seconds')
  const behind = server.since(after).total('seconds')
  const skew = Math.max(ahead, behind)
  if (skew <= limits.clockSkewSecondsMax) return
  throw new Error(
    `The clock of this machine is ${Math.round(skew)} seconds ${ahead > behind ? 'ahead of' : 'behind'} that of the database. Set both by a time server.`,
  )
}
