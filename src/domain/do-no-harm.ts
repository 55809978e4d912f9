import type { Cautions, HarmRule } from './cautions.ts'
import { factIdsOf, type LetterContent } from './letter.ts'
import { letterTexts, type LetterPlace, type LetterText } from './letter-texts.ts'
import type { Locale } from './locale.ts'
import type { LetterMatter } from './mail-template.ts'
import { isQuietOn } from './quiet-days.ts'
import { findWatched, type WatchList } from './watch-list.ts'

/**
 * Something in a letter that may do harm. It is shown to staff and never logged, since `quote` can be a name.
 */
export type HarmFinding = {
  readonly rule: HarmRule
  readonly locale: Locale
  /** Where it stands; null where it is about the letter as a whole. */
  readonly place: LetterPlace | null
  /** The words that were found; null where something is missing instead. */
  readonly quote: string | null
  /** What to do about it, in the language of the letter. */
  readonly remedy: string
}

/** What `checkLetter` looks at besides the letter. */
export type HarmContext = {
  readonly locale: Locale
  /** The issue that the letter explains; null where it explains none. */
  readonly issueId: string | null
  /** The day on which it is to leave; null while there is none. */
  readonly sendOn: Temporal.PlainDate | null
  readonly cautions: Cautions
  readonly watchList: WatchList
  /** What it prints besides its content; left out where that is not known yet. */
  readonly matter?: LetterMatter
}

/**
 * What a person should look at before a letter is approved. It finds words, not meanings: a letter without findings can
 * do harm, and a finding can be right as it stands. It is an aid to the people who read the letter, not a guarantee.
 */
export function checkLetter(content: LetterContent, context: HarmContext): HarmFinding[] {
  const texts = letterTexts(content, context.matter && { ...context.matter, locale: context.locale })
  return [
    ...watchedNames(texts, context),
    ...identifyingDetails(texts, context),
    ...missingNotes(content, context),
    ...wordsToAvoid(texts, context),
    ...wordsOfOthers(texts, context),
    ...indiscreetWords(texts, context),
    ...factsToLeaveOut(content, context),
    ...quietDays(context),
  ]
}

function watchedNames(texts: readonly LetterText[], context: HarmContext): HarmFinding[] {
  return findWatched(texts, context.watchList).map(({ place, quote }) => found('watch-list', { place, quote }, context))
}

// Ages, with or without a space or hyphen: the detail that slips into a story most easily.
const ages: Readonly<Record<Locale, RegExp>> = {
  en: /\b(?:aged|age of)\s+\d{1,3}\b|\b\d{1,3}[-\s]years?[-\s]old\b/giu,
  ko: /(?<!\d)\d{1,3}\s?(?:세(?!기|대)|살)/gu,
}

function identifyingDetails(texts: readonly LetterText[], context: HarmContext): HarmFinding[] {
  return texts.flatMap(({ place, text }) =>
    [...text.matchAll(ages[context.locale])].map(([quote]) => found('identifying-detail', { place, quote }, context)),
  )
}

function missingNotes({ contentNote }: LetterContent, context: HarmContext): HarmFinding[] {
  const { issueId, cautions, locale } = context
  if (issueId === null) return []
  const findings: HarmFinding[] = []
  if (cautions.contentNotes.includes(issueId) && contentNote === null) {
    findings.push(found('content-note-missing', {}, context))
  }
  if (cautions.helpLines.issues.includes(issueId)) {
    const lines = cautions.helpLines.lines.filter(({ languages }) => languages.includes(locale))
    const missing = lines.filter(({ number }) => !contentNote?.includes(number))
    const numbers = missing.map(({ place, number }) => `${place[locale]} ${number}`).join(', ')
    if (missing.length > 0)
      findings.push(found('help-line-missing', { place: 'contentNote', fill: { numbers } }, context))
  }
  return findings
}

function wordsToAvoid(texts: readonly LetterText[], context: HarmContext): HarmFinding[] {
  return context.cautions.terms
    .filter(({ language }) => language === context.locale)
    .flatMap(({ words, except, prefer }) =>
      texts.flatMap(({ place, text }) =>
        occurrencesOf(words, without(text, except, context.locale), context.locale).map((quote) =>
          found('term', { place, quote, fill: { prefer } }, context),
        ),
      ),
    )
}

function wordsOfOthers(texts: readonly LetterText[], context: HarmContext): HarmFinding[] {
  const { locale } = context
  return context.cautions.notOurVoice
    .filter(({ language }) => language === locale)
    .flatMap(({ words, why }) =>
      texts.flatMap(({ place, text }) =>
        occurrencesOf(words, text, locale).map((quote) =>
          found('not-our-voice', { place, quote, fill: { why: why[locale] } }, context),
        ),
      ),
    )
}

function indiscreetWords(texts: readonly LetterText[], context: HarmContext): HarmFinding[] {
  const { locale, cautions } = context
  return texts
    .filter(({ place }) => place === 'subject' || place === 'preheader')
    .flatMap(({ place, text }) =>
      occurrencesOf(cautions.discreet[locale], text, locale).map((quote) =>
        found('indiscreet', { place, quote }, context),
      ),
    )
}

function factsToLeaveOut(content: LetterContent, context: HarmContext): HarmFinding[] {
  const { cautions, locale } = context
  const cited = factIdsOf(content)
  const withheld = cited
    .filter((id) => cautions.withheldFacts.includes(id))
    .map((quote) => found('fact-withheld', { quote }, context))
  const together = cautions.neverTogether
    .filter(({ facts }) => facts.every((id) => cited.includes(id)))
    .map(({ facts, why }) =>
      found(
        'facts-together',
        { quote: facts.join(', '), fill: { facts: facts.join(', '), why: why[locale] } },
        context,
      ),
    )
  return [...withheld, ...together]
}

function quietDays(context: HarmContext): HarmFinding[] {
  const { sendOn, issueId, cautions, locale } = context
  if (sendOn === null || issueId === null) return []
  return cautions.quietDays
    .filter(({ issues }) => issues.includes(issueId))
    .filter((holiday) => isQuietOn(sendOn, holiday))
    .map(({ name }) => found('quiet-days', { fill: { day: name[locale] } }, context))
}

function found(
  rule: HarmRule,
  {
    place = null,
    quote = null,
    fill = {},
  }: { place?: LetterPlace | null; quote?: string | null; fill?: Readonly<Record<string, string>> },
  { cautions, locale }: HarmContext,
): HarmFinding {
  const remedy = cautions.remedies[rule][locale].replace(/\{(\w+)\}/g, (slot, name: string) => fill[name] ?? slot)
  return { rule, locale, place, quote, remedy }
}

// In reading order; the longer of two phrases that begin at the same place counts.
function occurrencesOf(phrases: readonly string[], text: string, locale: Locale): string[] {
  return [...text.matchAll(patternOf(phrases, locale))].map(([quote]) => quote)
}

// What is allowed is blotted out by spaces, so that the words around it do not join.
function without(text: string, allowed: readonly string[], locale: Locale): string {
  if (allowed.length === 0) return text
  return text.replace(patternOf(allowed, locale), (match) => ' '.repeat(match.length))
}

// English words end where letters do; Korean ones have particles behind them.
function patternOf(phrases: readonly string[], locale: Locale): RegExp {
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length)
  const space = locale === 'ko' ? '\\s*' : '\\s+'
  const alternatives = longestFirst.map((phrase) => phrase.split(/\s+/).map(flexibly).join(space)).join('|')
  const pattern = locale === 'ko' ? alternatives : `(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`
  return new RegExp(pattern, 'giu')
}

// An apostrophe is typed in two ways.
function flexibly(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['’]/g, "['’]")
}
