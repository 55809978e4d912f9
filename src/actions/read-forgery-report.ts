import { findForgeryReport, type ForgeryReport } from '#database/forgery-report-queries'
import { listStaff } from '#database/staff-queries'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** What is known of one report, without its message. @throws Refusal `not-found` */
export async function readForgeryReport(
  world: World,
  { reportId }: { reportId: string },
): Promise<{ report: ForgeryReport; staffNames: ReadonlyMap<string, string> }> {
  const report = await findForgeryReport(world.database, reportId)
  if (!report) throw new Refusal('not-found')
  const staff = await listStaff(world.database)
  return { report, staffNames: new Map(staff.map(({ id, name }) => [id, name])) }
}
