import { deleteAppliedEvents } from '#database/event-queries'
import { limits } from '#domain/limits'
import type { World } from './world.ts'

/** Forgets events that were applied so long ago that their providers do not repeat them any more. @returns how many */
export async function forgetProviderEvents(world: World): Promise<number> {
  const cutoff = world.now().subtract({ hours: 24 * limits.providerEventDays })
  let forgotten = 0
  for (;;) {
    const deleted = await deleteAppliedEvents(world.database, { cutoff, limit: limits.expansionPageSize })
    forgotten += deleted
    if (deleted < limits.expansionPageSize) return forgotten
  }
}
