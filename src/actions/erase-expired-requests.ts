import { eraseExpiredRequests as eraseRows } from '#database/subscriber-queries'
import type { World } from './world.ts'

/** Erases the requests that nobody confirmed in time, addresses and all. @returns how many */
export async function eraseExpiredRequests(world: World): Promise<number> {
  return eraseRows(world.database, world.now())
}
