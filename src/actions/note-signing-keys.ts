import { findAuditEvents, lockAuditChain } from '#database/audit-queries'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What the record calls it when mail begins to be signed by a key. */
export const signingKeyNoted = 'signing-key-noted'

/**
 * Puts on record by which keys mail is signed from now on, each once until another takes its place: the public half, as
 * it has to stand in the DNS. Whoever keeps the DNS copies it from the console, and nobody changes a key unseen.
 */
export async function noteSigningKeys(
  world: World,
  keys: readonly { readonly name: string; readonly record: string }[],
): Promise<void> {
  await world.database.transaction(async (transaction) => {
    // Of several workers that start together one says it.
    await lockAuditChain(transaction)
    for (const { name: subject, record } of keys) {
      const [last] = await findAuditEvents(transaction, { action: signingKeyNoted, subject, limit: 1 })
      if (last?.detail['record'] !== record)
        await recordAuditEvent(world, transaction, {
          actorId: null,
          action: signingKeyNoted,
          subject,
          detail: { record },
        })
    }
  })
}
