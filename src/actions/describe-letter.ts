import type { SentLetter } from '#database/letter-queries'
import { describeSentLetter, type LetterManifest } from '#domain/letter-manifest'
import { locales } from '#domain/locale'
import { approvedMailOf } from './approved-mail-of.ts'
import { readOrganisation } from './read-organisation.ts'
import type { World } from './world.ts'

/**
 * What is said of a letter that has begun to leave. Made from what was approved, so it says the same however late it is
 * made.
 * @throws Error for a letter that was not released
 */
export async function describeLetter(
  world: World,
  { campaign, contents, approval }: Pick<SentLetter, 'campaign' | 'contents' | 'approval'>,
): Promise<LetterManifest> {
  if (!campaign.releasedAt) throw new Error('A letter that was not released was described as sent.')
  const { name: organisation } = await readOrganisation(world)
  const { sender, letters } = await approvedMailOf(world.database, approval.id)
  return describeSentLetter(
    {
      organisation,
      origin: world.publicUrl,
      code: campaign.code,
      sender,
      sentAt: campaign.releasedAt,
      letters,
      preheaders: Object.fromEntries(locales.map((locale) => [locale, contents[locale]?.preheader])),
    },
    world.digest,
  )
}
