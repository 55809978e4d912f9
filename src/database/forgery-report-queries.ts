import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { campaigns, forgeryReports } from './tables.ts'

/** A report without the message: what it lacked, and which letter it copies. */
export type ForgeryReport = {
  readonly id: string
  readonly missingSigns: readonly string[]
  /** The domain that it says it comes from. */
  readonly senderDomain: string | null
  /** Hosts that it leads to beside ours. */
  readonly foreignHosts: readonly string[]
  readonly campaignId: string | null
  /** What staff call the campaign. */
  readonly campaign: string | null
  readonly reportedAt: Temporal.Instant
  readonly doneAt: Temporal.Instant | null
  readonly doneBy: string | null
}

const { id, campaignId, reportedAt, doneAt, doneBy, missingSigns, senderDomain, foreignHosts } = forgeryReports
const reportColumns = {
  id,
  missingSigns,
  senderDomain,
  foreignHosts,
  campaignId,
  campaign: campaigns.name,
  reportedAt,
  doneAt,
  doneBy,
}

function selectReports(executor: Executor) {
  return executor.select(reportColumns).from(forgeryReports).leftJoin(campaigns, eq(campaigns.id, campaignId))
}

export async function insertForgeryReport(
  executor: Executor,
  report: Omit<typeof forgeryReports.$inferInsert, 'doneAt' | 'doneBy'>,
): Promise<void> {
  await executor.insert(forgeryReports).values(report)
}

/** Reports, newest first; `before` continues a list. */
export function listForgeryReports(
  executor: Executor,
  { openOnly, limit, before }: { openOnly: boolean; limit: number; before?: string | undefined },
): Promise<ForgeryReport[]> {
  return selectReports(executor)
    .where(and(openOnly ? isNull(doneAt) : undefined, before === undefined ? undefined : lt(id, before)))
    .orderBy(desc(id))
    .limit(limit)
}

export async function findForgeryReport(executor: Executor, reportId: string): Promise<ForgeryReport | undefined> {
  const [report] = await selectReports(executor).where(eq(id, reportId))
  return report
}

/** The message that was reported, sealed. */
export async function findReportedMessage(executor: Executor, reportId: string): Promise<Uint8Array | undefined> {
  const [row] = await executor
    .select({ sealed: forgeryReports.messageSealed })
    .from(forgeryReports)
    .where(eq(id, reportId))
  return row?.sealed
}

/** Notes that a report is dealt with, unless somebody has; says whether it did. */
export async function tickOffForgeryReport(
  executor: Executor,
  reportId: string,
  done: { doneAt: Temporal.Instant; doneBy: string },
): Promise<boolean> {
  const rows = await executor
    .update(forgeryReports)
    .set(done)
    .where(and(eq(id, reportId), isNull(doneAt)))
    .returning({ id })
  return rows.length > 0
}

/** Erases the reports from before an instant, messages and all. @returns how many */
export async function deleteForgeryReports(executor: Executor, before: Temporal.Instant): Promise<number> {
  const rows = await executor.delete(forgeryReports).where(lt(reportedAt, before)).returning({ id })
  return rows.length
}
