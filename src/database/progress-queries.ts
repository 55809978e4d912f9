import { sql } from 'drizzle-orm'
import type { Locale } from '#domain/locale'
import type { Executor } from './database.ts'

/** How many readers have a place, and of how many it is known what became of their letter. */
type Progress = { readonly frozen: number; readonly settled: number }

/** How far the letter has come with the readers of one zone. */
export type ZoneProgress = Progress & {
  readonly timeZone: string
  readonly dueAt: Temporal.Instant
  readonly isExpanded: boolean
}

/** How far the letter has come with the readers of one language. */
export type LocaleProgress = Progress & {
  /** Their own language; null for batches that hold readers of several. */
  readonly locale: Locale | null
}

type CountedRow = Omit<ZoneProgress, 'dueAt'> & {
  readonly dueAt: string
  /** Null as well for a release without a batch. */
  readonly locale: Locale | null
}

/**
 * How far a campaign has come: zone by zone in the order in which they are due, and by the language of its readers. One
 * statement over batches, not letters, so that both are of the same moment.
 */
export async function readProgress(
  executor: Executor,
  campaignId: string,
): Promise<{ zones: ZoneProgress[]; languages: LocaleProgress[] }> {
  const { rows } = await executor.execute<CountedRow>(sql`
    with counted as (
      select release_id, locale, sum(size)::int as frozen,
        coalesce(sum(size) filter (where settled_at is not null), 0)::int as settled
      from delivery_batches where campaign_id = ${campaignId} group by release_id, locale
    )
    select release.time_zone as "timeZone",
      to_char(release.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dueAt",
      release.expanded_at is not null as "isExpanded",
      counted.locale, coalesce(counted.frozen, 0) as frozen, coalesce(counted.settled, 0) as settled
    from campaign_releases as release left join counted on counted.release_id = release.id
    where release.campaign_id = ${campaignId}
    order by release.due_at, release.time_zone, counted.locale`)
  const zones = Map.groupBy(rows, ({ timeZone }) => timeZone)
  const languages = Map.groupBy(rows, ({ locale }) => locale)
  return {
    zones: [...zones].map(([timeZone, parts]) => ({ timeZone, ...releaseOf(parts), ...addUpProgress(parts) })),
    languages: [...languages]
      .map(([locale, parts]) => ({ locale, ...addUpProgress(parts) }))
      .filter(({ frozen }) => frozen > 0),
  }
}

function releaseOf([first]: readonly CountedRow[]): Pick<ZoneProgress, 'dueAt' | 'isExpanded'> {
  if (first === undefined) throw new Error('A group of rows has a row.')
  return { dueAt: Temporal.Instant.from(first.dueAt), isExpanded: first.isExpanded }
}

/** Adds up how far parts of a campaign have come. */
export function addUpProgress(parts: readonly Progress[]): Progress {
  return {
    frozen: parts.reduce((sum, part) => sum + part.frozen, 0),
    settled: parts.reduce((sum, part) => sum + part.settled, 0),
  }
}

/** What became of the letters in one language. Readers who were erased since are in none. */
export type LanguageOutcome = {
  readonly locale: Locale
  readonly frozen: number
  readonly dropped: number
  readonly failed: number
  readonly uncertain: number
  readonly delivered: number
  readonly bounced: number
  readonly complained: number
  readonly left: number
}

/** What became of a campaign by the language of its readers. Looks at every letter: for a report, not for a clock. */
export async function readLanguageOutcomes(executor: Executor, campaignId: string): Promise<LanguageOutcome[]> {
  const result = await executor.execute<LanguageOutcome>(sql`
    with leaving as (
      select locale, count(*)::int as readers from consent_events
      where campaign_id = ${campaignId} and kind = 'withdrawn' group by locale
    )
    select reader.locale, count(*)::int as frozen,
      count(*) filter (where dropped_at is not null)::int as dropped,
      count(*) filter (where dropped_at is null and failed_at is not null)::int as failed,
      count(*) filter (where uncertain_at is not null and proven_at is null)::int as uncertain,
      count(*) filter (where delivered_at is not null)::int as delivered,
      count(*) filter (where bounced_at is not null)::int as bounced,
      count(*) filter (where complained_at is not null)::int as complained,
      coalesce(max(leaving.readers), 0)::int as left
    from deliveries as letter join subscribers as reader on reader.id = letter.subscriber_id
    left join leaving on leaving.locale = reader.locale
    where letter.campaign_id = ${campaignId}
    group by reader.locale order by reader.locale`)
  return result.rows
}

/** Letters that were handed over and that arrived in one stretch of time. */
export type OutcomeStretch = {
  /** Counted from the release. */
  readonly index: number
  readonly accepted: number
  readonly delivered: number
}

/** How a campaign went over time: stretches of so many seconds since its release, those in which nothing was left out. */
export async function readOutcomeOverTime(
  executor: Executor,
  campaignId: string,
  { since, seconds }: { since: Temporal.Instant; seconds: number },
): Promise<OutcomeStretch[]> {
  const stretchOf = (instant: ReturnType<typeof sql>) =>
    sql`floor(extract(epoch from ${instant} - ${since.toString()}::timestamptz) / ${seconds})::int`
  const result = await executor.execute<OutcomeStretch>(sql`
    with stretches as (
      select ${stretchOf(sql`settled_at`)} as index, sum(accepted_count)::int as accepted, 0 as delivered
      from delivery_batches where campaign_id = ${campaignId} and settled_at is not null group by 1
      union all
      select ${stretchOf(sql`delivered_at`)}, 0, count(*)::int
      from deliveries where campaign_id = ${campaignId} and delivered_at is not null group by 1
    )
    select index, sum(accepted)::int as accepted, sum(delivered)::int as delivered
    from stretches group by index order by index`)
  return result.rows
}
