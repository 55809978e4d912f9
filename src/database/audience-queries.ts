import { and, eq, exists, inArray, isNotNull, isNull, not, or, sql, type SQL } from 'drizzle-orm'
import type { AudienceRule } from '#domain/audience'
import type { Locale } from '#domain/locale'
import type { Occasion, WishReason } from '#domain/reading-wish'
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
  return and(not(isSuppressed(executor)), isNamed(executor, rule))
}

/** The condition, over `subscribers`, that a rule names a reader, whether or not they may be mailed. */
export function isNamed(executor: Executor, rule: AudienceRule): SQL | undefined {
  const readsOneOf = (topics: readonly string[]): SQL =>
    exists(
      executor
        .select({ one: sql`1` })
        .from(subscriberTopics)
        .where(and(eq(subscriberTopics.subscriberId, subscribers.id), inArray(subscriberTopics.topicId, [...topics]))),
    )
  return and(
    isNull(subscribers.endedAt),
    rule.topics.length > 0 ? readsOneOf(rule.topics) : undefined,
    rule.exceptTopics.length > 0 ? not(readsOneOf(rule.exceptTopics)) : undefined,
    rule.locales.length > 0 ? inArray(subscribers.locale, rule.locales) : undefined,
    rule.timeZones.length > 0 ? inArray(subscribers.timeZone, rule.timeZones) : undefined,
    rule.received === undefined ? undefined : hasReceived(executor, rule.received),
    rule.notReceived === undefined ? undefined : not(hasReceived(executor, rule.notReceived)),
  )
}

/** What `wishAgainst` says, in SQL over `subscribers`: the reason, or null. */
export function heldBackBy({ now, quietNow, ...occasion }: Occasion): SQL<WishReason | null> {
  return heldBackIn({ ...occasion, now: now.toString(), quietNow: sql.param([...quietNow]) })
}

/** The same in a statement that is prepared: the occasion is given by the names of its parts, its time as text. */
export function heldBackByGiven(): SQL<WishReason | null> {
  const [now, observanceId, isCorrection, quietNow] = occasionParts.map((part) => sql.placeholder(part))
  return heldBackIn({ now, observanceId, isCorrection, quietNow })
}

const occasionParts = ['now', 'observanceId', 'isCorrection', 'quietNow'] as const satisfies (keyof Occasion)[]

function heldBackIn(occasion: Readonly<Record<keyof Occasion, unknown>>): SQL<WishReason | null> {
  const { pausedUntil, quietDays, cadence, chosenDays } = subscribers
  return sql`case
    when ${pausedUntil} > ${occasion.now}::timestamptz then 'paused'
    when ${quietDays} && ${occasion.quietNow}::text[] then 'quiet-days'
    when ${occasion.isCorrection}::boolean or ${cadence} = 'every' then null
    when ${cadence} = 'digest' then 'digest'
    when not coalesce(${occasion.observanceId}::text = any(${chosenDays}), false) then 'other-days'
  end`
}

/**
 * The condition, over `subscribers`, that a letter of a campaign was handed over for them, or may have been: nothing is
 * held against a batch before its first attempt, and whoever was dropped from it or refused by the provider has received
 * nothing.
 */
export function hasReceived(executor: Executor, campaignId: string): SQL {
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

/** As `countAudience`, with those whom their own wishes keep from this letter, by what keeps it from them. */
export async function countReached(
  executor: Executor,
  rule: AudienceRule,
  occasion: Occasion,
): Promise<{ locale: Locale; heldBack: WishReason | null; count: number }[]> {
  const heldBack = heldBackBy(occasion)
  return executor
    .select({ locale: subscribers.locale, heldBack, count: sql<number>`count(*)::int` })
    .from(subscribers)
    .where(audienceCondition(executor, rule))
    .groupBy(sql`1`, sql`2`)
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

/** Every subscriber whom a rule reaches and whose wishes let the letter through, by id. */
export async function listAudience(executor: Executor, rule: AudienceRule, occasion: Occasion): Promise<string[]> {
  const rows = await executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(and(audienceCondition(executor, rule), sql`${heldBackBy(occasion)} is null`))
    .orderBy(subscribers.id)
  return rows.map(({ id }) => id)
}
