import { and, eq, exists, inArray, isNotNull, isNull, not, or, sql, type SQL } from 'drizzle-orm'
import type { AudienceRule } from '#domain/audience'
import type { Locale } from '#domain/locale'
import type { Executor } from './database.ts'
import { deliveries, deliveryBatches, subscribers, subscriberTopics, suppressions } from './tables.ts'

/** The condition, over `subscribers`, that a suppression of the address is in force. */
export function isSuppressed(executor: Executor): SQL {
  const suppressed = executor
    .select({ one: sql`1` })
    .from(suppressions)
    .where(and(eq(suppressions.addressHash, subscribers.suppressionHash), isNull(suppressions.liftedAt)))
  return exists(suppressed)
}

/** The condition under which `isInAudience` holds, in SQL over `subscribers`. */
export function audienceCondition(executor: Executor, rule: AudienceRule): SQL | undefined {
  const readsOneOf = (topics: readonly string[]): SQL =>
    exists(
      executor
        .select({ one: sql`1` })
        .from(subscriberTopics)
        .where(and(eq(subscriberTopics.subscriberId, subscribers.id), inArray(subscriberTopics.topicId, [...topics]))),
    )
  return and(
    isNull(subscribers.endedAt),
    not(isSuppressed(executor)),
    rule.topics.length > 0 ? readsOneOf(rule.topics) : undefined,
    rule.exceptTopics.length > 0 ? not(readsOneOf(rule.exceptTopics)) : undefined,
    rule.locales.length > 0 ? inArray(subscribers.locale, rule.locales) : undefined,
    rule.timeZones.length > 0 ? inArray(subscribers.timeZone, rule.timeZones) : undefined,
    rule.received === undefined ? undefined : hasReceived(executor, rule.received),
  )
}

// Handed over or in doubt: nothing is held against a batch before its first attempt, and whoever was dropped from it or
// refused by the provider has received nothing.
function hasReceived(executor: Executor, campaignId: string): SQL {
  return exists(
    executor
      .select({ one: sql`1` })
      .from(deliveries)
      .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
      .where(
        and(
          eq(deliveries.campaignId, campaignId),
          eq(deliveries.subscriberId, subscribers.id),
          isNull(deliveries.droppedAt),
          or(isNull(deliveries.failedAt), isNotNull(deliveries.deliveredAt)),
          isNotNull(deliveryBatches.firstAttemptAt),
        ),
      ),
  )
}

/** How many readers a rule reaches now, by language. */
export async function countAudience(executor: Executor, rule: AudienceRule): Promise<Map<Locale, number>> {
  const rows = await executor
    .select({ locale: subscribers.locale, count: sql<number>`count(*)::int` })
    .from(subscribers)
    .where(audienceCondition(executor, rule))
    .groupBy(subscribers.locale)
  return new Map(rows.map(({ locale, count }) => [locale, count]))
}

/** The time zones in which a rule reaches anybody; readers without one count for `fallback`. */
export async function listAudienceTimeZones(
  executor: Executor,
  rule: AudienceRule,
  fallback: string,
): Promise<string[]> {
  const zone = sql<string>`coalesce(${subscribers.timeZone}, ${fallback}::text)`
  const rows = await executor.selectDistinct({ zone }).from(subscribers).where(audienceCondition(executor, rule))
  return rows.map(({ zone: name }) => name)
}

/** Every subscriber whom a rule reaches, by id. */
export async function listAudience(executor: Executor, rule: AudienceRule): Promise<string[]> {
  const rows = await executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(audienceCondition(executor, rule))
    .orderBy(subscribers.id)
  return rows.map(({ id }) => id)
}
