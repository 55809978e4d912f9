import { findForgeryReport, tickOffForgeryReport } from '#database/forgery-report-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Notes that a report is dealt with; whoever did so first stays named. @throws Refusal `role-missing`, `not-found` */
export async function closeForgeryReport(
  world: World,
  { member, reportId }: { member: StaffMember; reportId: string },
): Promise<void> {
  requirePermission(member, 'handle-forgeries')
  await world.database.transaction(async (transaction) => {
    const isDone = await tickOffForgeryReport(transaction, reportId, { doneBy: member.id, doneAt: world.now() })
    if (isDone) {
      await recordAuditEvent(world, transaction, {
        actorId: member.id,
        action: 'forgery-report-closed',
        subject: reportId,
      })
    } else if (!(await findForgeryReport(transaction, reportId))) throw new Refusal('not-found')
  })
}
