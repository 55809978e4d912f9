import { findStanding } from '#database/standing-queries'
import { isShown } from '#domain/archive'
import { localesOf } from '#domain/letter'
import { readLetterCode } from '#domain/letter-code'
import type { Locale } from '#domain/locale'
import { approvedCopyOf } from './approved-copy-of.ts'
import { linkedHostsOf } from './linked-hosts-of.ts'
import { sentAtOf } from './list-letters.ts'
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
  const standing = code === null ? undefined : await findStanding(world.database, { code })
  if (!standing) return null
  const { approvalId } = standing
  const [{ contents }, linkDomains] = await Promise.all([
    approvedCopyOf(world.database, approvalId),
    linkedHostsOf(world, approvalId),
  ])
  return {
    code: standing.code,
    slug: isShown(standing) ? standing.slug : null,
    subjects: Object.fromEntries(localesOf(contents).map((locale) => [locale, contents[locale]?.subject ?? ''])),
    sentAt: sentAtOf(standing, standing),
    sender: standing.sender.address,
    linkDomains,
    isSigned: standing.isSigned,
  }
}
