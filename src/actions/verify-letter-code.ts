import { findSentLetter } from '#database/letter-queries'
import { findManifest } from '#database/manifest-queries'
import { findOrganisation } from '#database/organisation-queries'
import { isShown } from '#domain/archive'
import { readLetterCode } from '#domain/letter-code'
import { linksOfLetter } from '#domain/letter-manifest'
import type { Locale } from '#domain/locale'
import { hostOf } from '#domain/mail-links'
import { approvedMailOf } from './approved-mail-of.ts'
import { localesOf, sentAtOf } from './list-letters.ts'
import type { World } from './world.ts'

/** What a reader can compare with the letter in their hands. */
export type VerifiedLetter = {
  readonly code: string
  /** Where its web copy stands; null while that is not shown. */
  readonly slug: string | null
  readonly subjects: Partial<Readonly<Record<Locale, string>>>
  readonly sentAt: Temporal.ZonedDateTime
  readonly sender: string
  /** Every domain that the letter links to, ours first. */
  readonly linkDomains: readonly string[]
  /** Whether what was sent is signed already. */
  readonly isSigned: boolean
}

/** What we sent under a code, to be compared with what somebody received; null for a code that we never sent. */
export async function verifyLetterCode(
  world: World,
  { code: typed }: { code: string },
): Promise<VerifiedLetter | null> {
  const code = readLetterCode(typed)
  const letter = code === null ? undefined : await findSentLetter(world.database, { code })
  if (!letter) return null
  const { campaign, contents, approval } = letter
  const { letters } = await approvedMailOf(world.database, approval.id)
  const links = [...letters.values()].flatMap((one) => linksOfLetter(one, world.publicUrl))
  const hosts = [world.publicUrl, ...links.filter((link) => link.startsWith('https:'))].map(hostOf)
  return {
    code: campaign.code,
    slug: isShown(campaign) ? campaign.slug : null,
    subjects: Object.fromEntries(localesOf(contents).map((locale) => [locale, contents[locale]?.subject ?? ''])),
    sentAt: sentAtOf(campaign, await findOrganisation(world.database)),
    sender: approval.sender.address,
    linkDomains: [...new Set(hosts.filter((host) => host !== null))],
    isSigned: (await findManifest(world.database, campaign.code)) !== undefined,
  }
}
