import { deleteForgeryReports } from '#database/forgery-report-queries'
import { limits } from '#domain/limits'
import type { World } from './world.ts'

/** Erases what was reported as forged long enough ago, messages and all. @returns how many */
export async function eraseForgeryReports(world: World): Promise<number> {
  return deleteForgeryReports(world.database, world.now().subtract({ hours: 24 * limits.forgeryReportDays }))
}
