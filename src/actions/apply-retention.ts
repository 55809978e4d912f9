import { eraseExpiredChanges } from '#database/address-change-queries'
import { deleteOldDigests, findCampaignsWithReaders, findLeavers, forgetReadersOf } from '#database/retention-queries'
import { eraseExpiredRequests, findSubscriber, lockAddress, lockSubscriber } from '#database/subscriber-queries'
import { eraseExpiredVisits } from '#database/visit-queries'
import { limits } from '#domain/limits'
import { retentionCutoffs } from '#domain/retention'
import { beginErasure } from './begin-erasure.ts'
import type { KeptKind } from './describe-retention.ts'
import { readRetention } from './read-retention.ts'
import type { World } from './world.ts'

/**
 * Erases what has been kept for as long as the organisation keeps it, a bounded amount in one run: whoever left long
 * enough ago, to whom old letters went, and what expired. Safe to repeat, to run twice at once and to be killed: every step is a
 * transaction.
 * @returns how many of each kind
 */
export async function applyRetention(world: World, signal?: AbortSignal): Promise<Record<KeptKind, number>> {
  const now = world.now()
  const { leftBefore, overBefore } = retentionCutoffs(await readRetention(world), now)
  return {
    leavers: await eraseLeavers(world, leftBefore, signal),
    letters: await forgetReaders(world, overBefore, signal),
    digests: await deleteOldDigests(world.database, overBefore),
    requests: await eraseExpiredRequests(world.database, now),
    addressChanges: await eraseExpiredChanges(world.database, now),
    visits: await eraseExpiredVisits(world.database, now),
  }
}

async function eraseLeavers(world: World, cutoff: Temporal.Instant, signal?: AbortSignal): Promise<number> {
  let erased = 0
  for (const id of await findLeavers(world.database, { cutoff, limit: limits.retentionReadersMax })) {
    if (signal?.aborted) break
    if (await eraseLeaver(world, id, cutoff)) erased += 1
  }
  return erased
}

/** Erases one who left, unless they have come back or somebody was quicker. */
async function eraseLeaver(world: World, id: string, cutoff: Temporal.Instant): Promise<boolean> {
  const seen = await findSubscriber(world.database, id)
  return world.database.transaction(async (transaction) => {
    if (seen?.emailIndex) await lockAddress(transaction, seen.emailIndex)
    const leaver = await lockSubscriber(transaction, id)
    if (!leaver?.endedAt || leaver.erasedAt || Temporal.Instant.compare(leaver.endedAt, cutoff) > 0) return false
    await beginErasure(world, transaction, leaver, 'retention')
    return true
  })
}

async function forgetReaders(world: World, cutoff: Temporal.Instant, signal?: AbortSignal): Promise<number> {
  const { retentionLettersMax, expansionPageSize } = limits
  let forgotten = 0
  for (const campaignId of await findCampaignsWithReaders(world.database, { cutoff, limit: limits.pageSizeMax })) {
    for (;;) {
      if (signal?.aborted || forgotten >= retentionLettersMax) return forgotten
      const count = await forgetReadersOf(world.database, { campaignId, limit: expansionPageSize })
      forgotten += count
      if (count < expansionPageSize) break
    }
  }
  return forgotten
}
