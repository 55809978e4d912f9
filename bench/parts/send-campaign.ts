import { setTimeout as pause } from 'node:timers/promises'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import type { World } from '#actions/world'
import { findCampaign, type Campaign } from '#database/campaign-queries'
import type { RunningWorker } from './start-worker.ts'

const pollMilliseconds = 100
// A run slower than this does not measure anything; it hangs.
const recipientsPerSecondMin = 100
const patienceSecondsMin = 60

/**
 * Releases an approved campaign that is due, and waits until the workers have finished it.
 * @returns seconds from its release to its end, by the facts that it bears itself
 * @throws Error when it is held, when a worker dies, and when it does not end
 */
export async function sendCampaign(
  world: World,
  {
    campaignId,
    recipients,
    workers,
    stopping,
  }: { campaignId: string; recipients: number; workers: readonly RunningWorker[]; stopping: AbortSignal },
): Promise<number> {
  await releaseDueCampaigns(world)
  const deadline = performance.now() + 1000 * Math.max(patienceSecondsMin, recipients / recipientsPerSecondMin)
  while (performance.now() < deadline) {
    stopping.throwIfAborted()
    for (const worker of workers) worker.requireAlive()
    const campaign = await findCampaign(world.database, campaignId)
    const seconds = campaign && secondsTaken(campaign)
    if (seconds !== undefined) return seconds
    if (campaign?.heldAt) throw new Error(`The campaign was held: ${campaign.holdReason ?? 'without a reason'}.`)
    await pause(pollMilliseconds)
  }
  throw new Error('The campaign did not end.')
}

function secondsTaken({ releasedAt, finishedAt }: Campaign): number | undefined {
  return releasedAt && finishedAt ? releasedAt.until(finishedAt).total('seconds') : undefined
}
