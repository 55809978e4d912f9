import { and, desc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { auditEvents, staff } from './tables.ts'

export type AuditEvent = Omit<typeof auditEvents.$inferSelect, 'id'>

/** Lets only one transaction at a time append to the chain. */
export async function lockAuditChain(executor: Executor): Promise<void> {
  await executor.execute(sql`select pg_advisory_xact_lock(hashtext('audit_events'))`)
}

/** The hash of the newest entry; undefined for an empty chain. */
export async function findAuditHead(executor: Executor): Promise<string | undefined> {
  const [row] = await executor
    .select({ hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.id))
    .limit(1)
  return row?.hash
}

export async function insertAuditEvent(executor: Executor, event: AuditEvent): Promise<void> {
  await executor.insert(auditEvents).values(event)
}

/** Part of the chain, oldest first: what comes after an entry, at most so many. */
export async function listChain(
  executor: Executor,
  { after, limit }: { after: number; limit: number },
): Promise<(typeof auditEvents.$inferSelect)[]> {
  return executor.select().from(auditEvents).where(gt(auditEvents.id, after)).orderBy(auditEvents.id).limit(limit)
}

/** What of the record is asked for; absent parts ask for everything. */
export type AuditFilter = {
  readonly actorId?: string | undefined
  readonly action?: string | undefined
  readonly subject?: string | undefined
  readonly from?: Temporal.Instant | undefined
  readonly until?: Temporal.Instant | undefined
  /** Only what comes before this entry. */
  readonly before?: number | undefined
}

/** An entry, as people read it. */
export type RecordedEvent = {
  readonly id: number
  readonly occurredAt: Temporal.Instant
  /** Null for the system itself, and for whoever runs the server. */
  readonly actor: { readonly id: string; readonly name: string } | null
  readonly action: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

/** Part of the record, newest first. */
export async function findAuditEvents(
  executor: Executor,
  { actorId, action, subject, from, until, before, limit }: AuditFilter & { readonly limit: number },
): Promise<RecordedEvent[]> {
  const { id, occurredAt, detail } = auditEvents
  return executor
    .select({
      id,
      occurredAt,
      actor: { id: staff.id, name: staff.name },
      action: auditEvents.action,
      subject: auditEvents.subject,
      detail,
    })
    .from(auditEvents)
    .leftJoin(staff, eq(staff.id, auditEvents.actorId))
    .where(
      and(
        actorId === undefined ? undefined : eq(auditEvents.actorId, actorId),
        action === undefined ? undefined : eq(auditEvents.action, action),
        subject === undefined ? undefined : eq(auditEvents.subject, subject),
        from && gte(occurredAt, from),
        until && lt(occurredAt, until),
        before === undefined ? undefined : lt(id, before),
      ),
    )
    .orderBy(desc(id))
    .limit(limit)
}
