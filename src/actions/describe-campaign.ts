import { listStaff } from '#database/staff-queries'
import { readCampaign, type ReadCampaign } from './read-campaign.ts'
import type { World } from './world.ts'

/** A campaign with the people in it. */
export type DescribedCampaign = ReadCampaign & {
  /** Names of staff by id: who began, wrote, submitted and approved it. */
  readonly staffNames: ReadonlyMap<string, string>
}

/** A campaign as `readCampaign` reads it, with the names of the people in it. @throws Refusal `not-found` */
export async function describeCampaign(
  world: World,
  { campaignId }: { campaignId: string },
): Promise<DescribedCampaign> {
  const campaign = await readCampaign(world, { campaignId })
  const staff = await listStaff(world.database)
  return { ...campaign, staffNames: new Map(staff.map(({ id, name }) => [id, name])) }
}
