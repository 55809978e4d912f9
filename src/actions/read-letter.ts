import { listLetterNotes, listShownCorrections } from '#database/letter-queries'
import { findStanding, type LetterStanding } from '#database/standing-queries'
import { isShown } from '#domain/archive'
import type { Fact } from '#domain/fact'
import { localesOf, type LetterContent } from '#domain/letter'
import type { Locale, Localised } from '#domain/locale'
import type { LetterPanels } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { approvedCopyOf } from './approved-copy-of.ts'
import { sentAtOf } from './list-letters.ts'
import type { World } from './world.ts'

/** Everything that the web copy of a letter shows. */
export type ReadLetter = {
  readonly slug: string
  readonly locale: Locale
  readonly locales: readonly Locale[]
  readonly content: LetterContent
  /** As they were when the letter was approved. */
  readonly facts: readonly Fact[]
  /** What stands beside its text, as it was approved. */
  readonly panels: Partial<LetterPanels>
  readonly topics: readonly Localised[]
  readonly sentAt: Temporal.ZonedDateTime
  readonly date: Temporal.PlainDate | null
  readonly code: string
  /** What has been sent since to put it right, oldest first. */
  readonly corrections: readonly { readonly slug: string; readonly sentOn: Temporal.PlainDate }[]
  /** What staff have added since, oldest first; no part of the letter. */
  readonly notes: readonly { readonly text: Localised; readonly notedOn: Temporal.PlainDate }[]
}

/**
 * The web copy of a letter that has gone out: the approved text, without anything personal.
 * @param locale the language asked for; where the letter lacks it, the first that it has
 * @throws Refusal `not-found`, `letter-taken-down`
 */
export async function readLetter(
  world: World,
  { slug, locale: wanted }: { slug: string; locale: Locale },
): Promise<ReadLetter> {
  const standing = await findStanding(world.database, { slug })
  if (standing?.takenDownAt) throw new Refusal('letter-taken-down')
  if (!standing || !isShown(standing)) throw new Refusal('not-found')
  const copy = await approvedCopyOf(world.database, standing.approvalId)
  const locales = localesOf(copy.contents)
  const locale = locales.includes(wanted) ? wanted : locales[0]
  const content = locale && copy.contents[locale]
  if (!content) throw new Refusal('not-found')
  return {
    slug,
    locale,
    locales,
    content,
    facts: copy.facts.get(locale) ?? [],
    panels: copy.panels.get(locale) ?? {},
    topics: standing.topics,
    sentAt: sentAtOf(standing, standing),
    date: standing.occursOn,
    code: standing.code,
    ...(standing.hasAdditions ? await readAdditions(world, standing) : { corrections: [], notes: [] }),
  }
}

async function readAdditions(
  { database }: World,
  { id, timeZone }: LetterStanding,
): Promise<Pick<ReadLetter, 'corrections' | 'notes'>> {
  const [corrections, notes] = await Promise.all([listShownCorrections(database, id), listLetterNotes(database, id)])
  return {
    corrections: corrections.map(({ campaign }) => ({
      slug: campaign.slug,
      sentOn: sentAtOf(campaign, { timeZone }).toPlainDate(),
    })),
    notes: notes.map(({ text, notedAt }) => ({ text, notedOn: notedAt.toZonedDateTimeISO(timeZone).toPlainDate() })),
  }
}
