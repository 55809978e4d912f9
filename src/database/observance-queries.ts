import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Observance } from '#domain/observance'
import { dateCertainty, pastDates, type ObservanceDate } from '#domain/occurrence'
import type { Campaign } from './campaign-queries.ts'
import type { Executor } from './database.ts'
import { campaigns, observanceDates, plannedDrafts } from './tables.ts'

/** What has been recorded of one occurrence. */
export type RecordedDate = typeof observanceDates.$inferSelect

export type DateKey = Pick<RecordedDate, 'observanceId' | 'occurrence'>

const isOf = ({ observanceId, occurrence }: DateKey) =>
  and(eq(observanceDates.observanceId, observanceId), eq(observanceDates.occurrence, occurrence))

export async function findRecordedDate(executor: Executor, key: DateKey): Promise<RecordedDate | undefined> {
  const [row] = await executor.select().from(observanceDates).where(isOf(key))
  return row
}

/** Everything that has been recorded, by the nominal day. */
export function listRecordedDates(executor: Executor): Promise<RecordedDate[]> {
  return executor
    .select()
    .from(observanceDates)
    .orderBy(asc(observanceDates.nominalDate), asc(observanceDates.observanceId))
}

/** The record of an occurrence, begun where there is none, held against every other change until the transaction ends. */
export async function lockRecordedDate(
  executor: Executor,
  begun: typeof observanceDates.$inferInsert,
): Promise<RecordedDate> {
  await executor.insert(observanceDates).values(begun).onConflictDoNothing()
  const [row] = await executor.select().from(observanceDates).where(isOf(begun)).for('update')
  if (!row) throw new Error('A record of an occurrence was removed while it was begun.')
  return row
}

/** Writes a change of a record, and its version. */
export async function updateRecordedDate(
  executor: Executor,
  key: DateKey,
  changes: Partial<typeof observanceDates.$inferInsert>,
): Promise<RecordedDate> {
  const [row] = await executor
    .update(observanceDates)
    .set({ ...changes, version: sql`${observanceDates.version} + 1` })
    .where(isOf(key))
    .returning()
  if (!row) throw new Error('A record of an occurrence was removed while it was changed.')
  return row
}

/** What is known of the days of observances, by id: the past as the library tells it, and over it what people said. */
export async function readDates(
  executor: Executor,
  observances: readonly Observance[],
): Promise<ReadonlyMap<string, readonly ObservanceDate[]>> {
  const recorded = Map.groupBy(await listRecordedDates(executor), ({ observanceId }) => observanceId)
  return new Map(
    observances.map((observance) => [observance.id, knownDates(observance, recorded.get(observance.id) ?? [])]),
  )
}

/** What is known of the days of one observance; what was recorded stands last, and so counts. */
export function knownDates(observance: Observance, recorded: readonly RecordedDate[]): ObservanceDate[] {
  return [...pastDates(observance), ...recorded.map(dateOf).filter((date) => date !== null)]
}

/** The day of a record; null where it says nothing of the day. */
function dateOf(row: RecordedDate): ObservanceDate | null {
  const { nominalDate, startsOn, lengthDays, timeZone } = row
  const certainty = dateCertainty(row)
  return row.hasDay || certainty === 'cancelled' ? { nominalDate, startsOn, lengthDays, timeZone, certainty } : null
}

/** The occurrence to which a person or else a playbook ties a letter, of campaigns joined with their planned drafts. */
export const toldOccurrence = {
  observanceId: sql<string>`coalesce(${campaigns.about}->>'observanceId', ${plannedDrafts.observanceId})`,
  occurrence: sql<string>`coalesce(${campaigns.about}->>'occurrence', ${plannedDrafts.occurrence})`,
}

/** The decision that a letter tells of: that of an occurrence, with what has been recorded of it. */
export type ToldDecision = DateKey & { readonly date: RecordedDate | null }

/**
 * The decisions that letters tell of, by the id of the campaign: of the occurrence to which a person or a playbook ties
 * the letter. Letters that wait for the outcome print none, so they are left out.
 */
export async function findDecisions(
  executor: Executor,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, ToldDecision>> {
  if (campaignIds.length === 0) return new Map()
  const { observanceId, occurrence } = toldOccurrence
  const rows = await executor
    .select({
      id: campaigns.id,
      observanceId,
      occurrence,
      date: observanceDates,
    })
    .from(campaigns)
    .leftJoin(plannedDrafts, eq(plannedDrafts.campaignId, campaigns.id))
    .leftJoin(
      observanceDates,
      and(eq(observanceDates.observanceId, observanceId), eq(observanceDates.occurrence, occurrence)),
    )
    .where(
      and(
        inArray(campaigns.id, [...campaignIds]),
        eq(campaigns.kind, 'un-resolution'),
        sql`${observanceId} is not null`,
        sql`${campaigns.schedule}->>'mode' is distinct from 'on-outcome'`,
      ),
    )
  return new Map(rows.map(({ id, ...decision }) => [id, decision]))
}

/** Campaigns that wait, or have waited, for an outcome of an observance and are not over; held against every change. */
export function lockCampaignsOnOutcome(executor: Executor, observanceId: string): Promise<Campaign[]> {
  return executor
    .select()
    .from(campaigns)
    .where(
      and(
        sql`${campaigns.schedule}->>'mode' = 'on-outcome'`,
        sql`${campaigns.schedule}->>'observanceId' = ${observanceId}`,
        isNotNull(campaigns.submittedAt),
        isNull(campaigns.cancelledAt),
        isNull(campaigns.finishedAt),
      ),
    )
    .orderBy(asc(campaigns.id))
    .for('no key update')
}

/** The kind of a letter, and the observance to which a person or else a playbook ties it; undefined for no letter. */
export async function findToldObservance(
  executor: Executor,
  campaignId: string,
): Promise<{ kind: Campaign['kind']; observanceId: string | null } | undefined> {
  const [row] = await executor
    .select({ kind: campaigns.kind, observanceId: sql<string | null>`${toldOccurrence.observanceId}` })
    .from(campaigns)
    .leftJoin(plannedDrafts, eq(plannedDrafts.campaignId, campaigns.id))
    .where(eq(campaigns.id, campaignId))
  return row
}
