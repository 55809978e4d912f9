import { readCampaignAccount } from '#database/account-queries'
import { hasUnsettledBatches } from '#database/batch-queries'
import { listReleases, lockCampaign, updateCampaign } from '#database/campaign-queries'
import { everyone } from '#domain/campaign'
import { recordAuditEvent } from './record-audit-event.ts'
import { tellStaff } from './tell-staff.ts'
import type { World } from './world.ts'

/**
 * Notes that a campaign is over: its last release has been walked and every batch is settled. Asked whenever a batch
 * may have been the last; says nothing while there is more to come. Staff are told where it remained unknown of letters
 * whether they left: nobody is mailed again by itself, so that a person has to decide.
 */
export async function finishCampaign(world: World, { campaignId }: { campaignId: string }): Promise<void> {
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign?.releasedAt || campaign.finishedAt || campaign.cancelledAt) return
    const releases = await listReleases(transaction, campaignId)
    const isWalked =
      releases.every((release) => release.expandedAt) && releases.some(({ timeZone }) => timeZone === everyone)
    if (!isWalked || (await hasUnsettledBatches(transaction, campaignId))) return
    await updateCampaign(transaction, campaignId, { finishedAt: world.now() })
    await recordAuditEvent(world, transaction, { actorId: null, action: 'campaign-finished', subject: campaignId })
    const { account } = await readCampaignAccount(transaction, campaignId)
    if (account.uncertain > 0) await tellStaff(world, transaction, { kind: 'letters-uncertain', campaignId })
  })
}
