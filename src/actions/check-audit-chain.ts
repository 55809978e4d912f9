import { listChain } from '#database/audit-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import { chainStart, hashOfAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What reading the whole record found. */
export type ChainCheck = {
  /** The number of the first entry that does not fit; null when all of them do. */
  readonly brokenAt: number | null
  /** Entries that fit, up to there. */
  readonly entries: number
  /** The hash of the last of them: noted elsewhere, it shows later that nothing was cut off at the end. */
  readonly head: string
}

/** Entries read at a time: a record of many years does not fit into memory. */
const pageSize = 1_000

/** Reads the record from its beginning, and looks whether every entry holds the hash of the one before. */
export async function checkAuditChain(world: World, { member }: { member: StaffMember | null }): Promise<ChainCheck> {
  if (member) requirePermission(member, 'read-audit')
  let [head, entries, after] = [chainStart, 0, 0]
  for (;;) {
    const page = await listChain(world.database, { after, limit: pageSize })
    for (const { id, hash, ...event } of page) {
      if (event.previousHash !== head || hash !== hashOfAuditEvent(world, event)) return { brokenAt: id, entries, head }
      head = hash
      entries += 1
      after = id
    }
    if (page.length < pageSize) return { brokenAt: null, entries, head }
  }
}
