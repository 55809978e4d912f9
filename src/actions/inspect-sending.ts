import { countJobs, summariseFailedJobs } from '#database/job-outbox'
import { countParkedEvents, listOpenCampaigns } from '#database/sending-queries'
import type { CampaignStatus, HoldReason } from '#domain/campaign'
import type { CampaignAccount } from '#domain/campaign-account'
import { providerOf, type ProviderName } from '#domain/provider'
import { readSending, type ReadSending } from './read-sending.ts'
import { reportCampaign } from './report-campaign.ts'
import type { World } from './world.ts'

/** A campaign that is underway or has stopped on the way. */
export type InspectedCampaign = {
  readonly name: string
  readonly status: CampaignStatus
  /** Since when it is held or paused, or when its first letter is due; null where none of these is so. */
  readonly at: Temporal.Instant | null
  readonly holdReason: HoldReason | null
  readonly provider: ProviderName
  readonly account: CampaignAccount
}

/** All that somebody needs to see who asks why nothing moves. Counts, codes and names of campaigns; no reader. */
export type InspectedSending = ReadSending & {
  readonly campaigns: readonly InspectedCampaign[]
  readonly jobs: {
    readonly waiting: number
    readonly failed: readonly { readonly name: string; readonly code: string; readonly count: number }[]
  }
  /** Events that name a letter which is not known. */
  readonly parkedEvents: number
}

/** How sending stands, with every campaign that is underway, the jobs, and the events that found no letter. */
export async function inspectSending(world: World): Promise<InspectedSending> {
  const { database, providers } = world
  const campaigns: InspectedCampaign[] = []
  for (const campaign of await listOpenCampaigns(database)) {
    const { status, account } = await reportCampaign(world, { campaignId: campaign.id })
    campaigns.push({
      name: campaign.name,
      status,
      at: campaign.heldAt ?? campaign.pausedAt ?? (campaign.releasedAt ? null : campaign.firstDueAt),
      holdReason: campaign.heldAt ? campaign.holdReason : null,
      provider: providerOf(campaign.provider, providers),
      account,
    })
  }
  const { waiting } = await countJobs(database)
  const failed = await summariseFailedJobs(database)
  return {
    ...(await readSending(world)),
    campaigns,
    jobs: { waiting, failed },
    parkedEvents: await countParkedEvents(database),
  }
}
