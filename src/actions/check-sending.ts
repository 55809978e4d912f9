import { hasHeldCampaign } from '#database/sending-queries'
import { judgeSending, type SendingHealth } from '#domain/sending-health'
import { readSending } from './read-sending.ts'
import type { World } from './world.ts'

/** Whether mail goes out as it should, in one word that says nothing of any campaign or reader. */
export async function checkSending(world: World): Promise<SendingHealth> {
  const { stop, pulse, providers } = await readSending(world)
  const vitals = {
    beatenAt: pulse?.beatenAt ?? null,
    isStopped: stop !== null,
    stoppedProviders: providers.filter(({ stopped }) => stopped !== null).map(({ name }) => name),
    hasHeldCampaign: await hasHeldCampaign(world.database),
  }
  return judgeSending(vitals, world.providers[0], world.now())
}
