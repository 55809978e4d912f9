import type { Executor } from '#database/database'
import { listCitingCampaigns } from '#database/fact-queries'
import { readStatuses, type CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/** Every draft, scheduled and sent campaign that cites a fact, as it stands now, newest first. */
export async function listFactUses(world: World, executor: Executor, factId: string): Promise<CampaignStanding[]> {
  return readStatuses(world, executor, await listCitingCampaigns(executor, factId))
}
