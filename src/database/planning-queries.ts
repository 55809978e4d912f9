import { and, eq, getTableColumns, gte, inArray, lt, lte, or } from 'drizzle-orm'
import type { DaySpan } from '#domain/day-span'
import type { Executor } from './database.ts'
import { calendarKept, campaigns, plannedDrafts } from './tables.ts'

export type PlannedDraft = typeof plannedDrafts.$inferSelect

/** A draft of a step, with what became of its campaign. */
export type DraftAndCampaign = { readonly draft: PlannedDraft; readonly campaign: typeof campaigns.$inferSelect }

/** The day from which the calendar is kept; undefined for a database that was never prepared. */
export async function findCalendarStart(executor: Executor): Promise<Temporal.PlainDate | undefined> {
  const [row] = await executor.select().from(calendarKept)
  return row?.since
}

/** The drafts of steps of occurrences from a nominal day on, with what decides whether they can still change. */
export function listDraftStates(
  executor: Executor,
  from: Temporal.PlainDate,
): Promise<(PlannedDraft & Pick<typeof campaigns.$inferSelect, 'releasedAt' | 'cancelledAt'>)[]> {
  const { releasedAt, cancelledAt } = campaigns
  return executor
    .select({ ...getTableColumns(plannedDrafts), releasedAt, cancelledAt })
    .from(plannedDrafts)
    .innerJoin(campaigns, eq(plannedDrafts.campaignId, campaigns.id))
    .where(gte(plannedDrafts.nominalDate, from))
    .orderBy(plannedDrafts.plannedFor, plannedDrafts.campaignId)
}

/** The drafts of steps of occurrences with a nominal day in a stretch of days, with their campaigns. */
export function listPlannedDrafts(executor: Executor, { from, to }: DaySpan): Promise<DraftAndCampaign[]> {
  return selectDrafts(executor).where(and(gte(plannedDrafts.nominalDate, from), lte(plannedDrafts.nominalDate, to)))
}

/** The drafts of these campaigns, for those that a step has led to. */
export async function findPlannedDrafts(
  executor: Executor,
  campaignIds: readonly string[],
): Promise<DraftAndCampaign[]> {
  if (campaignIds.length === 0) return []
  return selectDrafts(executor).where(inArray(plannedDrafts.campaignId, [...campaignIds]))
}

/** The draft of a campaign that a step has led to; undefined where a person began it. */
export async function findPlannedDraft(executor: Executor, campaignId: string): Promise<PlannedDraft | undefined> {
  const [row] = await executor.select().from(plannedDrafts).where(eq(plannedDrafts.campaignId, campaignId))
  return row
}

/** The draft of one step of one occurrence. */
export async function findDraftOfStep(
  executor: Executor,
  { observanceId, occurrence, offsetDays }: Pick<PlannedDraft, 'observanceId' | 'occurrence' | 'offsetDays'>,
): Promise<DraftAndCampaign | undefined> {
  const [row] = await selectDrafts(executor).where(
    and(
      eq(plannedDrafts.observanceId, observanceId),
      eq(plannedDrafts.occurrence, occurrence),
      eq(plannedDrafts.offsetDays, offsetDays),
    ),
  )
  return row
}

/** Ties a campaign to a step; false where the step has a draft already. */
export async function insertPlannedDraft(
  executor: Executor,
  draft: typeof plannedDrafts.$inferInsert,
): Promise<boolean> {
  const inserted = await executor
    .insert(plannedDrafts)
    .values(draft)
    .onConflictDoNothing({ target: [plannedDrafts.observanceId, plannedDrafts.occurrence, plannedDrafts.offsetDays] })
    .returning({ campaignId: plannedDrafts.campaignId })
  return inserted.length > 0
}

/** Unties a campaign from its step, so that the step can have another draft; says whether it was tied. */
export async function deletePlannedDraft(executor: Executor, campaignId: string): Promise<boolean> {
  const deleted = await executor
    .delete(plannedDrafts)
    .where(eq(plannedDrafts.campaignId, campaignId))
    .returning({ campaignId: plannedDrafts.campaignId })
  return deleted.length > 0
}

export async function updatePlannedDraft(
  executor: Executor,
  campaignId: string,
  changes: Partial<Pick<PlannedDraft, 'plannedFor' | 'isTentative' | 'scheduleVersion' | 'voidedAt' | 'voidReason'>>,
): Promise<void> {
  await executor.update(plannedDrafts).set(changes).where(eq(plannedDrafts.campaignId, campaignId))
}

/** Campaigns that leave or left within a stretch of time, or that are about one of its days. */
export function listCampaignsBetween(
  executor: Executor,
  {
    from,
    to,
    firstInstant,
    endInstant,
  }: DaySpan & { readonly firstInstant: Temporal.Instant; readonly endInstant: Temporal.Instant },
): Promise<(typeof campaigns.$inferSelect)[]> {
  const { firstDueAt, releasedAt, occursOn } = campaigns
  return executor
    .select()
    .from(campaigns)
    .where(
      or(
        and(gte(firstDueAt, firstInstant), lt(firstDueAt, endInstant)),
        and(gte(releasedAt, firstInstant), lt(releasedAt, endInstant)),
        and(gte(occursOn, from), lte(occursOn, to)),
      ),
    )
    .orderBy(campaigns.id)
}

function selectDrafts(executor: Executor) {
  return executor
    .select({ draft: plannedDrafts, campaign: campaigns })
    .from(plannedDrafts)
    .innerJoin(campaigns, eq(plannedDrafts.campaignId, campaigns.id))
    .orderBy(plannedDrafts.plannedFor, plannedDrafts.campaignId)
    .$dynamic()
}
