import { and, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { ProviderName } from '#domain/provider'
import type { ProviderHealth } from '#domain/provider-health'
import type { Executor } from './database.ts'
import { mailProviderDays, mailProviders } from './tables.ts'

export type MailProvider = typeof mailProviders.$inferSelect

/** Every provider of which something is known. */
export function listMailProviders(executor: Executor): Promise<MailProvider[]> {
  return executor.select().from(mailProviders).orderBy(mailProviders.name)
}

/**
 * Reads a provider, which gets its row now if it has none, and keeps every other transaction from changing it until this
 * one ends. The order of locks is: the campaign, its batches, providers, the audit chain. Whoever holds one of them waits
 * for none before it.
 */
export async function lockMailProvider(executor: Executor, name: ProviderName): Promise<MailProvider> {
  await executor.insert(mailProviders).values({ name }).onConflictDoNothing()
  const [row] = await executor.select().from(mailProviders).where(eq(mailProviders.name, name)).for('update')
  if (!row) throw new Error(`The row of ${name} is gone.`)
  return row
}

export async function updateMailProvider(
  executor: Executor,
  name: ProviderName,
  changes: Partial<ProviderHealth & Pick<MailProvider, 'stopReason' | 'warmUpStartsOn'>>,
): Promise<void> {
  await executor.update(mailProviders).set(changes).where(eq(mailProviders.name, name))
}

/**
 * Lets one batch try a provider whose rest is over, and keeps the others back until `restsUntil`; false for all but the
 * first who asks.
 */
export async function takeTrial(
  executor: Executor,
  name: ProviderName,
  { now, restsUntil }: { now: Temporal.Instant; restsUntil: Temporal.Instant },
): Promise<boolean> {
  const taken = await executor
    .update(mailProviders)
    .set({ restsUntil })
    .where(and(eq(mailProviders.name, name), lte(mailProviders.restsUntil, now)))
    .returning({ name: mailProviders.name })
  return taken.length > 0
}

/** Forgets that a provider failed; whether a person stopped it is another matter. */
export async function clearFailures(executor: Executor, name: ProviderName): Promise<void> {
  await executor
    .update(mailProviders)
    .set({ failingBatches: 0, failingSince: null, restsUntil: null })
    .where(and(eq(mailProviders.name, name), gt(mailProviders.failingBatches, 0)))
}

/** Stops a provider, unless it is stopped already; says whether it did. */
export async function stopMailProvider(
  executor: Executor,
  name: ProviderName,
  { reason, now }: { reason: string; now: Temporal.Instant },
): Promise<boolean> {
  const stopped = await executor
    .insert(mailProviders)
    .values({ name, stoppedAt: now, stopReason: reason })
    .onConflictDoUpdate({
      target: mailProviders.name,
      set: { stoppedAt: now, stopReason: reason },
      setWhere: isNull(mailProviders.stoppedAt),
    })
    .returning({ name: mailProviders.name })
  return stopped.length > 0
}

/** Lets a stopped provider go on, as one that has never failed; false when it was not stopped. */
export async function resumeMailProvider(executor: Executor, name: ProviderName): Promise<boolean> {
  const resumed = await executor
    .update(mailProviders)
    .set({ stoppedAt: null, stopReason: null, failingBatches: 0, failingSince: null, restsUntil: null })
    .where(and(eq(mailProviders.name, name), isNotNull(mailProviders.stoppedAt)))
    .returning({ name: mailProviders.name })
  return resumed.length > 0
}

/** What a batch, or a mail outside of any campaign, took of the day of a provider that warms up. */
export type DayShare = { readonly provider: ProviderName; readonly day: Temporal.PlainDate; readonly count: number }

/** Takes a share of what a provider may carry on a day of its warm-up, as a whole or not at all. */
export async function reserveDayShare(
  executor: Executor,
  { provider, day, count, ceiling }: DayShare & { readonly ceiling: number },
): Promise<boolean> {
  const taken = await executor
    .insert(mailProviderDays)
    .select(
      sql`select ${provider}::text, ${day.toString()}::date, ${count}::int where ${count}::int <= ${ceiling}::int`,
    )
    .onConflictDoUpdate({
      target: [mailProviderDays.provider, mailProviderDays.day],
      set: { handedOver: sql`${mailProviderDays.handedOver} + excluded.handed_over` },
      setWhere: sql`${mailProviderDays.handedOver} + excluded.handed_over <= ${ceiling}`,
    })
    .returning({ handedOver: mailProviderDays.handedOver })
  return taken.length > 0
}

/** Counts a share that goes out whatever the ceiling says. */
export async function countDayShare(executor: Executor, { provider, day, count }: DayShare): Promise<void> {
  await executor
    .insert(mailProviderDays)
    .values({ provider, day, handedOver: count })
    .onConflictDoUpdate({
      target: [mailProviderDays.provider, mailProviderDays.day],
      set: { handedOver: sql`${mailProviderDays.handedOver} + excluded.handed_over` },
    })
}

/** Gives back what of a share was not sent after all; null took none. */
export async function returnDayShare(executor: Executor, share: DayShare | null, count: number): Promise<void> {
  if (!share || count === 0) return
  await executor
    .update(mailProviderDays)
    .set({ handedOver: sql`${mailProviderDays.handedOver} - ${count}::int` })
    .where(and(eq(mailProviderDays.provider, share.provider), eq(mailProviderDays.day, share.day)))
}

/** How many messages a provider was handed on a day of its warm-up. */
export async function readHandedOver(executor: Executor, { provider, day }: Omit<DayShare, 'count'>): Promise<number> {
  const [row] = await executor
    .select({ handedOver: mailProviderDays.handedOver })
    .from(mailProviderDays)
    .where(and(eq(mailProviderDays.provider, provider), eq(mailProviderDays.day, day)))
  return row?.handedOver ?? 0
}
