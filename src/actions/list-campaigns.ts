import { countCampaigns, listCampaigns as listRows, listPerhapsApproved } from '#database/campaign-list-queries'
import type { CampaignStatus } from '#domain/campaign'
import { limits } from '#domain/limits'
import { findApprovedIds, standingsOf, type CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/** A page of campaigns, and how many there are with the same words. */
type CampaignList = {
  readonly campaigns: readonly CampaignStanding[]
  /** Continues the list; null on the last page. */
  readonly next: string | null
  /** By status, whichever statuses were asked for; one that none has is left out. */
  readonly counts: Readonly<Partial<Record<CampaignStatus, number>>>
}

/**
 * Campaigns, newest first, each with its status.
 * @param words words of the name, each of which has to be there; case, width and spaces do not count
 * @param statuses where they may stand; none for anywhere
 * @param before the `next` of the page before
 */
export async function listCampaigns(
  world: World,
  {
    words = '',
    statuses = [],
    before,
  }: {
    readonly words?: string
    readonly statuses?: readonly CampaignStatus[]
    readonly before?: string | undefined
  },
): Promise<CampaignList> {
  // Whether an approval still stands is a matter of hashes, and only of the few that have not left yet.
  const approved = await findApprovedIds(world, world.database, await listPerhapsApproved(world.database))
  const filter = { words, statuses, approvedIds: [...approved] }
  const found = await listRows(world.database, filter, { limit: limits.pageSizeMax + 1, before })
  const page = found.slice(0, limits.pageSizeMax)
  return {
    campaigns: standingsOf(page, approved),
    next: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
    counts: await countCampaigns(world.database, filter),
  }
}
