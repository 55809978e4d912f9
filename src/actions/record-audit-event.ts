import { findAuditHead, insertAuditEvent, lockAuditChain } from '#database/audit-queries'
import type { Executor } from '#database/database'
import type { StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** What was done, by whom and to what. */
export type AuditEntry = {
  /** A member of staff; null for the system itself. */
  readonly actorId: string | null
  readonly action: string
  readonly subject?: string
  /** Counts, codes, and what staff gave as their reason; never anything of a subscriber. */
  readonly detail?: Readonly<Record<string, string | number>>
}

/** The part of an entry that says who acted: a member of staff, or for null the operator at the machine. */
export function actedBy(member: StaffMember | null): Pick<Required<AuditEntry>, 'actorId' | 'detail'> {
  return { actorId: member?.id ?? null, detail: member ? {} : { by: 'operator' } }
}

/** What stands for the hash before the first entry. */
export const chainStart = '0'.repeat(64)

/** Appends to the record of what was done, in the transaction that does it. Each entry holds the hash of the last. */
export async function recordAuditEvent(
  world: World,
  executor: Executor,
  { actorId, action, subject, detail = {} }: AuditEntry,
): Promise<void> {
  await lockAuditChain(executor)
  const previousHash = (await findAuditHead(executor)) ?? chainStart
  const event = { occurredAt: world.now(), actorId, action, subject: subject ?? null, detail, previousHash }
  await insertAuditEvent(executor, { ...event, hash: hashOfAuditEvent(world, event) })
}

/** The hash of an entry, over all of it and the hash of the one before. */
export function hashOfAuditEvent(
  world: Pick<World, 'fingerprint'>,
  { occurredAt, ...event }: { occurredAt: Temporal.Instant; [part: string]: unknown },
): string {
  return world.fingerprint({ ...event, occurredAt: occurredAt.round('microsecond').toString() })
}
