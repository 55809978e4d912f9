import { lockCampaign, updateCampaign } from '#database/campaign-queries'
import type { HoldReason } from '#domain/campaign'
import { providerOf, type ProviderName } from '#domain/provider'
import { decideOnTrouble } from '#domain/provider-health'
import { holdCampaign } from './hold-campaign.ts'
import { readStandings } from './read-standings.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Does with a campaign what it says for the case that its provider is in trouble: goes on by another one that is well,
 * or waits for a person. One that goes by another provider by now, is held already, or is over stays as it is, and so does
 * one whose provider a person has let go on since the trouble showed.
 *
 * A policy switches once. After that the campaign holds, or two providers that both allow no more today would hand it to
 * and fro; a person may set the policy again.
 */
export async function followTroublePolicy(
  world: World,
  {
    campaignId,
    provider,
    reason,
  }: { campaignId: string; provider: ProviderName; reason: Extract<HoldReason, `provider-${string}`> },
): Promise<void> {
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign || campaign.heldAt || campaign.cancelledAt || campaign.finishedAt) return
    if (providerOf(campaign.provider, world.providers) !== provider) return
    const standings = await readStandings(world, transaction)
    const standing = standings.find(({ name }) => name === provider)?.standing
    // A used-up quota is noted nowhere; of all other trouble the provider’s row has the last word.
    if (reason !== 'provider-quota' && standing !== 'failing' && standing !== 'stopped') return
    const decision = decideOnTrouble({ policy: campaign.onProviderTrouble, current: provider, standings })
    if (decision === 'hold') {
      await holdCampaign(world, transaction, { campaignId, reason })
      return
    }
    await updateCampaign(transaction, campaignId, { provider: decision.switchTo, onProviderTrouble: 'hold' })
    await recordAuditEvent(world, transaction, {
      actorId: null,
      action: 'campaign-switched',
      subject: campaignId,
      detail: { from: provider, to: decision.switchTo, reason },
    })
  })
}
