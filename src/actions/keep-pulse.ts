import type { Executor } from '#database/database'
import { changeStopReason, hasUnfinishedPlans, lockPulse, raisePulse } from '#database/pulse-queries'
import { findStopReason } from '#domain/sending-pulse'
import type { StopReason } from '#domain/sending-stop'
import { recordAuditEvent } from './record-audit-event.ts'
import { stopSendingFor } from './stop-sending.ts'
import type { World } from './world.ts'

/**
 * Raises the pulse of sending, and stops all sending when the pulse says that a person should look first: after a
 * silence of `thresholds.downtimeMinutes` with campaigns underway, and when the database knows less than was remembered,
 * which is what a restored copy does. Run before anything can be sent, and every few seconds from then on.
 * @param remembered the last beat that this installation has seen; null when it remembers none
 * @returns the new beat, and why this call stopped sending, if it did
 */
export async function keepPulse(
  world: World,
  { remembered }: { readonly remembered: number | null },
): Promise<{ readonly beat: number; readonly stopped: StopReason | null }> {
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const last = await lockPulse(transaction)
    const hasPlans = await hasUnfinishedPlans(transaction)
    const reason = findStopReason({ last, remembered, hasPlans }, world.thresholds, now)
    // Above what anyone remembers, so that a restored copy is found once and a person's decision to go on stands.
    const beat = await raisePulse(transaction, remembered ?? 0, now)
    const isStopped = reason !== null && (await stop(world, transaction, reason))
    return { beat, stopped: isStopped ? reason : null }
  })
}

async function stop(world: World, transaction: Executor, reason: StopReason): Promise<boolean> {
  if (await stopSendingFor(world, transaction, { reason })) return true
  // Whoever stopped the copy did not know that it would be one: the person who lets go has to.
  if (reason !== 'restored' || !(await changeStopReason(transaction, reason))) return false
  await recordAuditEvent(world, transaction, { actorId: null, action: 'sending-stopped', detail: { reason } })
  return true
}
