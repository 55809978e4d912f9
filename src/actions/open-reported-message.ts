import { findReportedMessage } from '#database/forgery-report-queries'
import { Refusal } from '#domain/refusal'
import { actedBy, recordAuditEvent } from './record-audit-event.ts'
import type { SendingWorld, World } from './world.ts'

/**
 * Opens a message that was reported as forged, for whoever runs the machine: it may name whoever received it, so the
 * record says that it was opened.
 * @returns the bytes that were reported
 * @throws Refusal `not-found` where there is no such report, or none any more
 */
export async function openReportedMessage(
  world: World & Pick<SendingWorld, 'opener'>,
  { reportId }: { reportId: string },
): Promise<Uint8Array> {
  return world.database.transaction(async (transaction) => {
    const sealed = await findReportedMessage(transaction, reportId)
    if (!sealed) throw new Refusal('not-found')
    await recordAuditEvent(world, transaction, {
      ...actedBy(null),
      action: 'forgery-report-opened',
      subject: reportId,
    })
    const place = { table: 'forgery_reports', column: 'message_sealed', id: reportId }
    return Uint8Array.fromBase64(world.opener.open(place, sealed))
  })
}
