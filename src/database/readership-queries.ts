import { count, eq, isNull, sql } from 'drizzle-orm'
import type { Locale } from '#domain/locale'
import type { SuppressionReason } from '#domain/suppression'
import type { Executor } from './database.ts'
import { subscribers, subscriberTopics, suppressions } from './tables.ts'

/** How many came and went in one month, in one language. */
export type MonthCount = {
  /** `2026-07`, on the clocks of the zone that was asked for. */
  readonly month: string
  readonly locale: Locale
  readonly joined: number
  readonly left: number
}

/**
 * How many agreed and how many withdrew, by month and language, since an instant.
 * @param exceptSource what neither comes nor goes, such as a move to another address
 */
export async function countComings(
  executor: Executor,
  { since, timeZone, exceptSource }: { since: Temporal.Instant; timeZone: string; exceptSource: string },
): Promise<MonthCount[]> {
  const { rows } = await executor.execute<MonthCount>(sql`
    select to_char(occurred_at at time zone ${timeZone}, 'YYYY-MM') as month, locale,
      (count(*) filter (where kind in ('confirmed', 'imported')))::int as joined,
      (count(*) filter (where kind in ('withdrawn', 'blocked')))::int as left
    from consent_events
    where occurred_at >= ${since.toString()} and kind <> 'requested' and source <> ${exceptSource}
    group by 1, 2 order by 1, 2`)
  return rows
}

/** How many came to a topic and how many were lost to it in one month. */
export type TopicMonthCount = Omit<MonthCount, 'locale'> & { readonly topicId: string }

/**
 * How many confirmed and how many left, by month and by the topics that they read, or read when they left. One reader
 * counts at each of their topics; whoever came back has not left, and whoever was erased is in none.
 */
export async function countComingsByTopic(
  executor: Executor,
  { since, timeZone }: { since: Temporal.Instant; timeZone: string },
): Promise<TopicMonthCount[]> {
  const first = since.toString()
  const { rows } = await executor.execute<TopicMonthCount>(sql`
    with turns as (
      select id, confirmed_at as at, true as is_coming from subscribers where confirmed_at >= ${first}
      union all
      select id, ended_at, false from subscribers where ended_at >= ${first}
    )
    select topic_id as "topicId", to_char(at at time zone ${timeZone}, 'YYYY-MM') as month,
      (count(*) filter (where is_coming))::int as joined, (count(*) filter (where not is_coming))::int as left
    from turns join subscriber_topics on subscriber_id = turns.id
    group by 1, 2`)
  return rows
}

/** How many active readers chose each topic; one may have chosen several. */
export async function countByTopic(executor: Executor): Promise<Map<string, number>> {
  const rows = await executor
    .select({ topicId: subscriberTopics.topicId, readers: count() })
    .from(subscriberTopics)
    .innerJoin(subscribers, eq(subscribers.id, subscriberTopics.subscriberId))
    .where(isNull(subscribers.endedAt))
    .groupBy(subscriberTopics.topicId)
  return new Map(rows.map(({ topicId, readers }) => [topicId, readers]))
}

/** How many addresses nothing may be sent to, by each reason in force. */
export async function countSuppressions(executor: Executor): Promise<Map<SuppressionReason, number>> {
  const rows = await executor
    .select({ reason: suppressions.reason, addresses: count() })
    .from(suppressions)
    .where(isNull(suppressions.liftedAt))
    .groupBy(suppressions.reason)
  return new Map(rows.map(({ reason, addresses }) => [reason, addresses]))
}
