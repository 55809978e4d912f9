import { findSentLetter } from '#database/campaign-queries'
import { findFacts } from '#database/content-queries'
import { findOrganisation } from '#database/organisation-queries'
import { factIdsOf } from '#domain/letter'
import { linkDomainsOf } from '#domain/letter-links'
import { readLetterCode } from '#domain/letter-code'
import type { Locale } from '#domain/locale'
import { approvedMailOf } from './approved-mail-of.ts'
import { localesOf, sentAtOf } from './list-letters.ts'
import type { World } from './world.ts'

/** What a reader can compare with the letter in their hands. */
export type VerifiedLetter = {
  readonly slug: string
  readonly subjects: Partial<Readonly<Record<Locale, string>>>
  readonly sentAt: Temporal.ZonedDateTime
  readonly sender: string
  /** Every domain that the letter links to, ours first. */
  readonly linkDomains: readonly string[]
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
  const factIds = Object.values(contents).flatMap((content) => factIdsOf(content))
  const facts = await findFacts(world.database, factIds)
  const { letters } = await approvedMailOf(world.database, approval.id)
  const panels = [...letters.values()].flatMap((one) => Object.values(one.panels ?? {}))
  return {
    slug: campaign.slug,
    subjects: Object.fromEntries(localesOf(contents).map((locale) => [locale, contents[locale]?.subject ?? ''])),
    sentAt: sentAtOf(campaign, await findOrganisation(world.database)),
    sender: approval.sender.address,
    linkDomains: linkDomainsOf(contents, facts, panels, world.publicUrl),
  }
}
