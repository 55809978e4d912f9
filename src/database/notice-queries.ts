import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { staffNotices } from './tables.ts'

export type StaffNotice = typeof staffNotices.$inferSelect

/** Adds a notice; false where staff have been told the same before. */
export async function insertNotice(
  executor: Executor,
  notice: Omit<typeof staffNotices.$inferInsert, 'mailedAt' | 'mailingId' | 'doneAt' | 'doneBy'>,
): Promise<boolean> {
  const inserted = await executor
    .insert(staffNotices)
    .values(notice)
    .onConflictDoNothing()
    .returning({ id: staffNotices.id })
  return inserted.length > 0
}

/** Tells staff these again, whether they have been told and have ticked them off before or not. */
export async function insertNoticesAgain(
  executor: Executor,
  notices: readonly Parameters<typeof insertNotice>[1][],
): Promise<void> {
  if (notices.length === 0) return
  const { kind, observanceId, occurrence, offsetDays, about, campaignId, factId } = staffNotices
  await executor
    .insert(staffNotices)
    .values([...notices])
    .onConflictDoUpdate({
      target: [kind, observanceId, occurrence, offsetDays, about, campaignId, factId],
      set: {
        id: sql`excluded.id`,
        createdAt: sql`excluded.created_at`,
        mailedAt: null,
        mailingId: null,
        doneAt: null,
        doneBy: null,
      },
    })
}

/** Removes what staff were told of a campaign in one kind of notice, so that it can be told anew. */
export async function forgetNotices(
  executor: Executor,
  { campaignId, kind }: { campaignId: string; kind: StaffNotice['kind'] },
): Promise<void> {
  await executor.delete(staffNotices).where(and(eq(staffNotices.campaignId, campaignId), eq(staffNotices.kind, kind)))
}

/** What was told of occurrences from a nominal day on, as planning looks at it. */
export function listToldNotices(
  executor: Executor,
  from: Temporal.PlainDate,
): Promise<Pick<StaffNotice, 'kind' | 'observanceId' | 'nominalDate' | 'offsetDays' | 'about'>[]> {
  const { kind, observanceId, nominalDate, offsetDays, about } = staffNotices
  return executor
    .select({ kind, observanceId, nominalDate, offsetDays, about })
    .from(staffNotices)
    .where(gte(nominalDate, from))
}

/** Notices, newest first; `before` continues a list. */
export function listNotices(
  executor: Executor,
  { openOnly, limit, before }: { openOnly: boolean; limit: number; before?: string | undefined },
): Promise<StaffNotice[]> {
  return executor
    .select()
    .from(staffNotices)
    .where(
      and(
        openOnly ? isNull(staffNotices.doneAt) : undefined,
        before === undefined ? undefined : lt(staffNotices.id, before),
      ),
    )
    .orderBy(desc(staffNotices.id))
    .limit(limit)
}

export async function findNotice(executor: Executor, id: string): Promise<StaffNotice | undefined> {
  const [row] = await executor.select().from(staffNotices).where(eq(staffNotices.id, id))
  return row
}

/** Ticks a notice off, unless somebody has already; says whether it did. */
export async function tickOffNotice(
  executor: Executor,
  id: string,
  { doneBy, doneAt }: { doneBy: string; doneAt: Temporal.Instant },
): Promise<boolean> {
  const done = await executor
    .update(staffNotices)
    .set({ doneAt, doneBy })
    .where(and(eq(staffNotices.id, id), isNull(staffNotices.doneAt)))
    .returning({ id: staffNotices.id })
  return done.length > 0
}

/** Gathers every notice that has not gone out by mail into one mailing; says how many there are. */
export async function gatherMailing(
  executor: Executor,
  mailingId: string,
  mailedAt: Temporal.Instant,
): Promise<number> {
  const gathered = await executor
    .update(staffNotices)
    .set({ mailedAt, mailingId })
    .where(isNull(staffNotices.mailedAt))
    .returning({ id: staffNotices.id })
  return gathered.length
}

/** The notices of a mailing, in the order in which they were told. */
export function listMailing(executor: Executor, mailingId: string): Promise<StaffNotice[]> {
  return executor.select().from(staffNotices).where(eq(staffNotices.mailingId, mailingId)).orderBy(asc(staffNotices.id))
}
