import { findSentLetter } from '#database/letter-queries'
import { insertManifest, listUnsignedCampaignIds } from '#database/manifest-queries'
import { limits } from '#domain/limits'
import { describeLetter } from './describe-letter.ts'
import type { SendingWorld } from './world.ts'

/**
 * Vouches for the letters that have begun to leave and are not vouched for yet: says what was sent, signs it and keeps it.
 * @returns how many letters
 */
export async function signLetters(world: SendingWorld): Promise<number> {
  const ids = await listUnsignedCampaignIds(world.database, limits.pageSizeMax)
  for (const id of ids) {
    const letter = await findSentLetter(world.database, { id })
    if (!letter) continue
    const jws = await world.manifestSigner.sign(await describeLetter(world, letter))
    await insertManifest(world.database, { campaignId: id, jws, signedAt: world.now() })
  }
  return ids.length
}
