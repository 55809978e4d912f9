import { and, isNotNull, isNull, sql } from 'drizzle-orm'
import type { StopReason } from '#domain/sending-stop'
import type { Executor } from './database.ts'
import { campaigns, organisation, sendingPulse } from './tables.ts'

export type Pulse = { readonly beat: number; readonly beatenAt: Temporal.Instant }

/** The last beat; undefined before the first. */
export async function findPulse(executor: Executor): Promise<Pulse | undefined> {
  const [pulse] = await executor.select({ beat: sendingPulse.beat, beatenAt: sendingPulse.beatenAt }).from(sendingPulse)
  return pulse
}

/** The last beat, locked until the transaction ends; undefined before the first. */
export async function lockPulse(executor: Executor): Promise<Pulse | undefined> {
  const [pulse] = await executor
    .select({ beat: sendingPulse.beat, beatenAt: sendingPulse.beatenAt })
    .from(sendingPulse)
    .for('update')
  return pulse
}

/** Raises the pulse to one above `floor`, or above where it stands if that is higher. Returns the new beat. */
export async function raisePulse(executor: Executor, floor: number, now: Temporal.Instant): Promise<number> {
  const [pulse] = await executor
    .insert(sendingPulse)
    .values({ beat: floor + 1, beatenAt: now })
    .onConflictDoUpdate({
      target: sendingPulse.id,
      set: { beat: sql`greatest(${sendingPulse.beat}, ${floor}) + 1`, beatenAt: now },
    })
    .returning({ beat: sendingPulse.beat })
  if (!pulse) throw new Error('The pulse of sending could not be raised.')
  return pulse.beat
}

/** What time it is by the clock of the server. */
export async function readServerClock(executor: Executor): Promise<Temporal.Instant> {
  const { rows } = await executor.execute<{ at: string }>(sql`select to_json(clock_timestamp()) #>> '{}' as at`)
  const [row] = rows
  if (!row) throw new Error('The server does not say what time it is.')
  return Temporal.Instant.from(row.at)
}

/** Whether any campaign waits for its hour, is on its way or has stopped half-way. */
export async function hasUnfinishedPlans(executor: Executor): Promise<boolean> {
  const found = await executor
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(isNotNull(campaigns.submittedAt), isNull(campaigns.finishedAt), isNull(campaigns.cancelledAt)))
    .limit(1)
  return found.length > 0
}

/** Gives a stop that stands another reason; says whether there is one, and with yet another. */
export async function changeStopReason(executor: Executor, reason: StopReason): Promise<boolean> {
  const changed = await executor
    .update(organisation)
    .set({ sendingStopReason: reason })
    .where(
      and(isNotNull(organisation.sendingStoppedAt), sql`${organisation.sendingStopReason} is distinct from ${reason}`),
    )
    .returning({ id: organisation.id })
  return changed.length > 0
}
