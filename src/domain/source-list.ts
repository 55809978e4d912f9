import type { Fact } from './fact.ts'
import { factQualifier, type FactQualifier } from './fact-qualifier.ts'
import type { Locale } from './locale.ts'
import { Refusal } from './refusal.ts'
import { isHttpsUrl } from './rich-text.ts'

/** A publication behind one or more of a letter's figures, under the number that the letter prints for it. */
export type Source = {
  readonly number: number
  readonly publisher: string
  readonly author: string | null
  readonly title: string | null
  /** Present only where it is https, since a letter holds no other link. */
  readonly url: string | null
  /** The as-of dates of the figures taken from it, in words. */
  readonly dates: string
  /** The dates of those figures for which the ledger holds a conflicting entry; null where there are none. */
  readonly conflicting: string | null
  /** The dates of those figures that are no plain count, with what has to be said of them. */
  readonly qualified: readonly { readonly qualifier: FactQualifier; readonly dates: string }[]
}

/** The sources of a letter. The mail, its text part and its web copy print the same numbers from it. */
export type SourceList = {
  readonly sources: readonly Source[]
  /** The number of the source of a fact. @throws Refusal `fact-unknown` for a fact that is not in the list */
  readonly numberOf: (factId: string) => number
}

/** Groups facts by publication, in the order in which a reader meets them. */
export function listSources(facts: readonly Fact[], locale: Locale): SourceList {
  const groups = [...Map.groupBy(facts, publicationOf).values()]
  const numbers = new Map(groups.flatMap((group, index) => group.map((fact) => [fact.id, index + 1])))
  return {
    sources: groups.map((group, index) => describeSource(group, index + 1, locale)),
    numberOf(factId) {
      const number = numbers.get(factId)
      if (number === undefined) throw new Refusal('fact-unknown', { factId })
      return number
    },
  }
}

/** A text with a capital at its beginning, where its script has capitals. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function publicationOf({ publisher, author, sourceTitle, sourceUrl }: Fact): string {
  return JSON.stringify([publisher, author, sourceTitle, sourceUrl])
}

function describeSource(facts: readonly Fact[], number: number, locale: Locale): Source {
  const [fact] = facts
  if (fact === undefined) throw new Error('A source without a fact')
  const conflicting = facts.filter(({ conflictsWith }) => conflictsWith.length > 0)
  return {
    number,
    publisher: fact.publisher,
    author: fact.author,
    title: fact.sourceTitle,
    url: fact.sourceUrl !== null && isHttpsUrl(fact.sourceUrl) ? fact.sourceUrl : null,
    dates: sentenceCase(datesOf(facts, locale)),
    conflicting: conflicting.length === 0 ? null : datesOf(conflicting, locale),
    qualified: qualifiedAmong(facts, locale),
  }
}

function qualifiedAmong(facts: readonly Fact[], locale: Locale): Source['qualified'] {
  const groups = Map.groupBy(facts, (fact) => JSON.stringify(factQualifier(fact)))
  return [...groups.values()].flatMap((group) => {
    const qualifier = group[0] === undefined ? null : factQualifier(group[0])
    return qualifier === null ? [] : [{ qualifier, dates: sentenceCase(datesOf(group, locale)) }]
  })
}

function datesOf(facts: readonly Fact[], locale: Locale): string {
  return [...new Set(facts.map(({ asOfLabel }) => asOfLabel[locale]))].join('; ')
}
