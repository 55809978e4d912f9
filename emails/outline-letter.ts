import { correctionPanel } from '#domain/correction-panel'
import { decisionPanel, openDecisionPanel } from '#domain/decision-panel'
import { differingFacts } from '#domain/differing-facts'
import { eventPanel } from '#domain/event-panel'
import { factConcerns, type Fact } from '#domain/fact'
import { factQualifier, sayQualifier } from '#domain/fact-qualifier'
import type { Locale } from '#domain/locale'
import type { LetterInput, LetterPanels } from '#domain/mail-template'
import { messagePanel } from '#domain/message-panel'
import { Refusal } from '#domain/refusal'
import { listSources, sentenceCase, type Source } from '#domain/source-list'
import { formatDay, panelVoice } from './format-date.ts'
import { letterWordsIn, wordsIn } from './words.ts'

/** What both parts of a letter print beside its content, worked out once so that HTML and text cannot differ. */
export type LetterOutline = {
  /** What kind of letter it is, where that has to be said. */
  readonly kind: string | null
  readonly day: string | null
  readonly topics: string | null
  readonly sources: readonly Source[]
  /** The number of the source of a fact. Throws the refusal `fact-unknown` for one that was not handed in. */
  readonly sourceNumber: (factId: string) => number
  /** When a figure was counted, whether it has aged, and whether it is an estimate or disputed. */
  readonly asOf: (factId: string) => AsOf
  /** Statements that contradict each other, in groups; each says itself whose it is. */
  readonly differing: readonly (readonly DifferingStatement[])[]
  readonly panels: LetterPanels
  readonly why: string
}

/** What is printed under a figure or a statement, beside the number of its source. */
export type AsOf = { readonly date: string; readonly remarks: readonly string[] }

export type DifferingStatement = { readonly factId: string; readonly statement: string; readonly asOf: AsOf }

/** Works out dates, sources and their numbers, in the order of `input.facts`, and the panels. */
export function outlineLetter(input: LetterInput): LetterOutline {
  const { kind, locale, facts, date, topics } = input
  const t = wordsIn[locale]
  const { sources, numberOf } = listSources(facts, locale)
  const factOf = new Map(facts.map((fact) => [fact.id, fact]))
  const topicNames = topics.length === 0 ? null : topics.join(', ')

  return {
    kind: kind === 'observance' ? null : letterWordsIn[locale](`kind.${kind}`),
    day: date === null ? null : formatDay(date, locale),
    topics: topicNames,
    sources,
    sourceNumber: numberOf,
    asOf: (factId) => {
      const fact = known(factOf.get(factId), factId)
      const aged = date !== null && factConcerns(fact, date).includes('stale') ? [t('letter.newest')] : []
      return asOfFact(fact, locale, [...attributionOf(fact, locale), ...aged])
    },
    differing: differingFacts(facts).map((group) =>
      group.map((fact) => ({
        factId: fact.id,
        statement: fact.statement[locale],
        asOf: asOfFact(fact, locale, qualifierOf(fact, locale)),
      })),
    ),
    panels: panelsOf(input),
    why: topicNames === null ? t('choices.whyAny') : t('choices.why', { topics: topicNames }),
  }
}

function panelsOf({ locale, content, date, urls, ...matter }: LetterInput): LetterPanels {
  const voice = panelVoice(locale)
  const open = matter.isDecisionOpen ? openDecisionPanel(date, voice) : null
  return {
    corrects: matter.corrects && correctionPanel(matter.corrects, voice),
    decision: matter.decision === null ? open : decisionPanel(matter.decision, content.title, voice),
    event: matter.event && eventPanel({ ...matter.event, webUrl: urls.web }, voice),
    message: content.ask?.message ? messagePanel(content.ask.message, voice) : null,
  }
}

function asOfFact(fact: Fact, locale: Locale, remarks: readonly string[]): AsOf {
  return { date: sentenceCase(fact.asOfLabel[locale]), remarks }
}

// What others dispute stands under a figure with the name of whoever says it.
function attributionOf(fact: Fact, locale: Locale): string[] {
  return fact.certainty === 'disputed'
    ? [letterWordsIn[locale]('qualifier.disputedBy', { publisher: fact.publisher })]
    : qualifierOf(fact, locale)
}

function qualifierOf(fact: Fact, locale: Locale): string[] {
  const qualifier = factQualifier(fact)
  return qualifier === null ? [] : [sayQualifier(qualifier, letterWordsIn[locale])]
}

function known<Value>(value: Value | undefined, factId: string): Value {
  if (value === undefined) throw new Refusal('fact-unknown', { factId })
  return value
}
