import { reviveFailedJobs } from '#database/job-outbox'
import { actedBy, recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Tries every job again that had failed for good, on the word of the operator at the machine.
 * @returns how many jobs there were
 */
export async function retryFailedJobs(world: World): Promise<number> {
  return world.database.transaction(async (transaction) => {
    const count = await reviveFailedJobs(transaction)
    if (count === 0) return 0
    const { actorId, detail } = actedBy(null)
    await recordAuditEvent(world, transaction, { actorId, action: 'jobs-retried', detail: { ...detail, count } })
    return count
  })
}
