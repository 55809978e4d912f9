import { findTopics } from '#database/content-queries'
import { findFactsAt } from '#database/fact-queries'
import { findSentLetter, listLetterNotes, listShownCorrections } from '#database/letter-queries'
import { findOrganisation } from '#database/organisation-queries'
import { isShown } from '#domain/archive'
import type { Fact } from '#domain/fact'
import { factIdsOf, type LetterContent } from '#domain/letter'
import type { Locale, Localised } from '#domain/locale'
import type { LetterPanels } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { approvedMailOf } from './approved-mail-of.ts'
import { localesOf, sentAtOf } from './list-letters.ts'
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
  const letter = await findSentLetter(world.database, { slug })
  if (letter?.campaign.takenDownAt) throw new Refusal('letter-taken-down')
  if (!letter || !isShown(letter.campaign)) throw new Refusal('not-found')
  const { campaign, contents } = letter
  const locales = localesOf(contents)
  const locale = locales.includes(wanted) ? wanted : locales[0]
  const content = locale && contents[locale]
  if (!content) throw new Refusal('not-found')
  const [facts, topics, approved, corrections, notes, organisation] = await Promise.all([
    findFactsAt(world.database, factIdsOf(content), letter.approval.approvedAt),
    findTopics(world.database, letter.topics),
    approvedMailOf(world.database, letter.approval.id),
    listShownCorrections(world.database, campaign.id),
    listLetterNotes(world.database, campaign.id),
    findOrganisation(world.database),
  ])
  return {
    slug,
    locale,
    locales,
    content,
    facts,
    panels: approved.letters.get(locale)?.panels ?? {},
    topics: topics.map(({ name }) => name),
    sentAt: sentAtOf(campaign, organisation),
    date: campaign.occursOn,
    code: campaign.code,
    corrections: corrections.map(({ campaign: correction }) => ({
      slug: correction.slug,
      sentOn: sentAtOf(correction, organisation).toPlainDate(),
    })),
    notes: notes.map(({ text, notedAt }) => ({
      text,
      notedOn: notedAt.toZonedDateTimeISO(organisation?.timeZone ?? 'UTC').toPlainDate(),
    })),
  }
}
