import { findCampaign } from '#database/campaign-queries'
import { listComments as listRows, type CampaignComment } from '#database/comment-queries'
import { listStaff } from '#database/staff-queries'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** Everything said to a campaign, oldest first, with the names of whoever said and settled it. @throws Refusal `not-found` */
export async function listComments(
  { database }: World,
  { campaignId }: { campaignId: string },
): Promise<{ comments: readonly CampaignComment[]; staffNames: ReadonlyMap<string, string> }> {
  if (!(await findCampaign(database, campaignId))) throw new Refusal('not-found')
  const staff = await listStaff(database)
  return {
    comments: await listRows(database, campaignId),
    staffNames: new Map(staff.map(({ id, name }) => [id, name])),
  }
}
