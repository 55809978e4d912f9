import { checkLinks, hostOf, linksTo, type LetterLink } from './check-links.ts'
import { checkLetter, type HarmContext } from './do-no-harm.ts'
import { factConcerns, type Fact } from './fact.ts'
import { findPlaceholders } from './find-placeholders.ts'
import type { Found } from './finding.ts'
import { factIdsOf, type LetterContent, type LetterContents } from './letter.ts'
import { locales, type Locale } from './locale.ts'
import { isHttpsUrl } from './rich-text.ts'

/** What one language of a letter is held against. */
export type ContentContext = HarmContext & {
  /** The facts that it cites, as the ledger has them. */
  readonly facts: readonly Fact[]
  /** Those of them that say something else than when the revision was saved. */
  readonly changedFacts: ReadonlySet<string>
  /** Where its links may lead, beside the sources of its facts. */
  readonly hosts: readonly string[]
  /** The day on which a fact must not be stale. */
  readonly today: Temporal.PlainDate
}

/** Everything that the check finds in one language of a letter, in the order of its rules. */
export function checkContent(content: LetterContent, context: ContentContext): Found[] {
  const { locale, hosts, facts } = context
  return [
    ...checkLetter(content, context),
    ...factFindings(context),
    ...endsOfRanges(content, context),
    ...findPlaceholders(content).map(({ place, text }): Found => ({ rule: 'placeholder', locale, place, quote: text })),
    ...checkLinks(content, [...hosts, ...sourceHosts(facts)]).map((finding): Found => ({ ...finding, locale })),
  ]
}

/** The links of one language that may be visited: those to known hosts, and the sources of its facts. */
export function visitableLinks(content: LetterContent, { hosts, facts }: ContentContext): LetterLink[] {
  const sources = facts.flatMap(({ sourceUrl }) =>
    sourceUrl !== null && isHttpsUrl(sourceUrl) ? [{ place: null, url: sourceUrl }] : [],
  )
  return [...linksTo(content, [...hosts, ...sourceHosts(facts)]), ...sources]
}

/** Languages that do not cite what another one does: a figure was left out, or stands there without its source. */
export function findDrift(contents: LetterContents): Found[] {
  const cited = contentsByLocale(contents).map(({ locale, content }) => ({ locale, ids: factIdsOf(content) }))
  const all = [...new Set(cited.flatMap(({ ids }) => ids))]
  return cited.flatMap(({ locale, ids }): Found[] => {
    const missing = all.filter((id) => !ids.includes(id))
    return missing.length === 0 ? [] : [{ rule: 'translation-drift', locale, quote: missing.join(', ') }]
  })
}

function factFindings({ facts, changedFacts, locale, today }: ContentContext): Found[] {
  return facts.flatMap((fact): Found[] => {
    const found = { locale, quote: fact.id }
    return [
      ...factConcerns(fact, today).map((concern): Found => ({ rule: `fact-${concern}`, ...found })),
      ...(changedFacts.has(fact.id) ? [{ rule: 'fact-changed' as const, ...found }] : []),
    ]
  })
}

// What is known as a range misleads when one end of it stands alone, largest of all in a figure set apart.
function endsOfRanges({ keyFigure, figures }: LetterContent, { facts, locale }: ContentContext): Found[] {
  const ranges = new Set(facts.filter(({ certainty }) => certainty === 'range').map(({ id }) => id))
  const set = [
    ...(keyFigure === null ? [] : [{ place: 'keyFigure' as const, ...keyFigure }]),
    ...figures.map((figure) => ({ place: 'figures' as const, ...figure })),
  ]
  return set
    .filter(({ factId, figure }) => ranges.has(factId) && figure.match(/\d[\d,.]*/g)?.length === 1)
    .map(({ place, factId }): Found => ({ rule: 'one-end-of-a-range', locale, place, quote: factId }))
}

function sourceHosts(facts: readonly Fact[]): string[] {
  return facts.flatMap(({ sourceUrl }) => (sourceUrl !== null && URL.canParse(sourceUrl) ? [hostOf(sourceUrl)] : []))
}

/** The languages of a letter, each with what it says, in our order. */
export function contentsByLocale(contents: LetterContents): { locale: Locale; content: LetterContent }[] {
  return locales.flatMap((locale) => {
    const content = contents[locale]
    return content ? [{ locale, content }] : []
  })
}
