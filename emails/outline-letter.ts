import { factConcerns } from '#domain/fact'
import type { LetterInput } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { listSources, sentenceCase, type Source } from '#domain/source-list'
import { formatDay } from './format-date.ts'
import { wordsIn } from './words.ts'

/** What both parts of a letter print beside its content, worked out once so that HTML and text cannot differ. */
export type LetterOutline = {
  readonly day: string | null
  readonly topics: string | null
  readonly sources: readonly Source[]
  /** The number of the source of a fact. Throws the refusal `fact-unknown` for one that was not handed in. */
  readonly sourceNumber: (factId: string) => number
  /** When a figure was counted, and whether it has aged: `2019 · the newest figure we could confirm`. */
  readonly asOf: (factId: string) => { readonly date: string; readonly newest: string | null }
  readonly why: string
}

/** Works out dates, sources and their numbers, in the order of `input.facts`. */
export function outlineLetter({ facts, locale, date, topics }: LetterInput): LetterOutline {
  const t = wordsIn[locale]
  const { sources, numberOf } = listSources(facts, locale)
  const factOf = new Map(facts.map((fact) => [fact.id, fact]))
  const topicNames = topics.length === 0 ? null : topics.join(', ')

  return {
    day: date === null ? null : formatDay(date, locale),
    topics: topicNames,
    sources,
    sourceNumber: numberOf,
    asOf: (factId) => {
      const fact = known(factOf.get(factId), factId)
      const aged = date !== null && factConcerns(fact, date).includes('stale')
      return { date: sentenceCase(fact.asOfLabel[locale]), newest: aged ? t('letter.newest') : null }
    },
    why: topicNames === null ? t('choices.whyAny') : t('choices.why', { topics: topicNames }),
  }
}

function known<Value>(value: Value | undefined, factId: string): Value {
  if (value === undefined) throw new Refusal('fact-unknown', { factId })
  return value
}
