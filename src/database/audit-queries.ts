import { desc, sql } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { auditEvents } from './tables.ts'

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

/** The whole chain, oldest first. */
export function listAuditEvents(executor: Executor): Promise<(typeof auditEvents.$inferSelect)[]> {
  return executor.select().from(auditEvents).orderBy(auditEvents.id)
}
