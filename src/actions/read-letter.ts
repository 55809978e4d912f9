import { findSentLetter } from '#database/campaign-queries'
import { findFacts, findTopics } from '#database/content-queries'
import { findOrganisation } from '#database/organisation-queries'
import type { Fact } from '#domain/fact'
import { factIdsOf, type LetterContent } from '#domain/letter'
import type { Locale, Localised } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { localesOf, sentAtOf } from './list-letters.ts'
import type { World } from './world.ts'

/** Everything that the web copy of a letter shows. */
export type ReadLetter = {
  readonly slug: string
  readonly locale: Locale
  readonly locales: readonly Locale[]
  readonly content: LetterContent
  readonly facts: readonly Fact[]
  readonly topics: readonly Localised[]
  readonly sentAt: Temporal.ZonedDateTime
  readonly date: Temporal.PlainDate | null
  readonly code: string
}

/**
 * The web copy of a letter that has gone out: the approved text, without anything personal.
 * @param locale the language asked for; where the letter lacks it, the first that it has
 * @throws Refusal `not-found`
 */
export async function readLetter(
  world: World,
  { slug, locale: wanted }: { slug: string; locale: Locale },
): Promise<ReadLetter> {
  const letter = await findSentLetter(world.database, { slug })
  if (!letter) throw new Refusal('not-found')
  const { campaign, contents } = letter
  const locales = localesOf(contents)
  const locale = locales.includes(wanted) ? wanted : locales[0]
  const content = locale && contents[locale]
  if (!content) throw new Refusal('not-found')
  const [facts, topics] = await Promise.all([
    findFacts(world.database, factIdsOf(content)),
    findTopics(world.database, letter.topics),
  ])
  return {
    slug,
    locale,
    locales,
    content,
    facts,
    topics: topics.map(({ name }) => name),
    sentAt: sentAtOf(campaign, await findOrganisation(world.database)),
    date: campaign.occursOn,
    code: campaign.code,
  }
}
