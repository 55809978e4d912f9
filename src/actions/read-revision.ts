import type { CampaignRevision } from '#database/campaign-queries'
import { findNumberedRevision } from '#database/revision-queries'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** What a campaign said and to whom, as it stood in one revision. @throws Refusal `not-found` */
export async function readRevision(
  { database }: World,
  { campaignId, number }: { campaignId: string; number: number },
): Promise<CampaignRevision> {
  const revision = await findNumberedRevision(database, campaignId, number)
  if (!revision) throw new Refusal('not-found')
  return revision
}
