import { listForgeryReports as listRows, type ForgeryReport } from '#database/forgery-report-queries'
import { listStaff } from '#database/staff-queries'
import { limits } from '#domain/limits'
import type { World } from './world.ts'

/** A page of what was reported as forged. */
export type ForgeryReportList = {
  readonly reports: readonly ForgeryReport[]
  /** Names of staff by id: who dealt with what. */
  readonly staffNames: ReadonlyMap<string, string>
}

/** What was reported as forged, newest first, without the messages; `before` continues a list. */
export async function listForgeryReports(
  world: World,
  { openOnly, before }: { openOnly: boolean; before?: string | undefined },
): Promise<ForgeryReportList> {
  const reports = await listRows(world.database, { openOnly, limit: limits.pageSizeMax, before })
  const staff = await listStaff(world.database)
  return { reports, staffNames: new Map(staff.map(({ id, name }) => [id, name])) }
}
