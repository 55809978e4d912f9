import { and, desc, sql } from 'drizzle-orm'
import type { AudienceRule } from '#domain/audience'
import type { Occasion } from '#domain/reading-wish'
import { audienceCondition, heldBackBy, isNamed, isSuppressed } from './audience-queries.ts'
import type { Executor } from './database.ts'
import { subscribers } from './tables.ts'

/** How many readers a letter would reach in each zone, the most first; null for readers who gave none. */
export async function countByTimeZone(
  executor: Executor,
  rule: AudienceRule,
  occasion: Occasion,
): Promise<{ timeZone: string | null; count: number }[]> {
  const count = sql<number>`count(*)::int`
  return executor
    .select({ timeZone: subscribers.timeZone, count })
    .from(subscribers)
    .where(and(audienceCondition(executor, rule), sql`${heldBackBy(occasion)} is null`))
    .groupBy(subscribers.timeZone)
    .orderBy(desc(count), subscribers.timeZone)
}

/** How many readers a rule names who may not be mailed, because their address is suppressed. */
export async function countSuppressed(executor: Executor, rule: AudienceRule): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)::int` })
    .from(subscribers)
    .where(and(isNamed(executor, rule), isSuppressed(executor)))
  return row?.count ?? 0
}
