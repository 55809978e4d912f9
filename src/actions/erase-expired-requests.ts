import { eraseExpiredChanges } from '#database/address-change-queries'
import { eraseExpiredRequests as eraseRows } from '#database/subscriber-queries'
import { eraseExpiredVisits } from '#database/visit-queries'
import type { World } from './world.ts'

/**
 * Erases what its time is over of: requests that nobody confirmed, what mailed links opened, and changes of address;
 * addresses and all.
 * @returns how many
 */
export async function eraseExpiredRequests({ database, now }: World): Promise<number> {
  const at = now()
  const requests = await eraseRows(database, at)
  const visits = await eraseExpiredVisits(database, at)
  return requests + visits + (await eraseExpiredChanges(database, at))
}
