import { hashKey } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import type { LetterContent, LetterContents, LetterPart, TranslatedPart } from '#domain/letter'
import { locales, type Locale } from '#domain/locale'
import { changedParts, isAmong, keepInStep } from '#domain/translation'

/** What an editor saves of a campaign. */
export type Draft = {
  readonly contents: LetterContents
  readonly audience: AudienceRule
  readonly fallbackLocale: Locale | null
  readonly acknowledgedFacts: readonly string[]
  readonly acknowledgedFindings: readonly string[]
  /** Parts of translations that still follow their source, although it changed after them. */
  readonly inStep: readonly TranslatedPart[]
}

const requiredParts = ['subject', 'preheader', 'title'] as const

/** A campaign of which nobody has written anything. */
export const emptyDraft: Draft = {
  contents: {},
  audience: { topics: [], exceptTopics: [], locales: [], timeZones: [] },
  fallbackLocale: null,
  acknowledgedFacts: [],
  acknowledgedFindings: [],
  inStep: [],
}

/** A language in which nothing is written yet, with the same figures and the same link as the one beside it. */
export function beginLanguage(source: LetterContent | undefined): LetterContent {
  return {
    subject: '',
    preheader: '',
    title: '',
    summary: { type: 'doc', content: [] },
    contentNote: null,
    body: { type: 'doc', content: [] },
    keyFigure: source?.keyFigure ? { ...source.keyFigure, unit: null, label: '' } : null,
    figures: (source?.figures ?? []).map((figure) => ({ ...figure, heading: '', sentence: '' })),
    ask: source?.ask ? { heading: '', text: '', label: '', url: source.ask.url, message: null } : null,
  }
}

/** What has to be filled in before a draft can be saved. */
export function missingParts({ contents }: Draft): TranslatedPart[] {
  return languagesOf(contents).flatMap((locale) => {
    const content = contents[locale]
    if (content === undefined) return []
    const empty: LetterPart[] = requiredParts.filter((part) => content[part].trim() === '')
    const ask: LetterPart[] = content.ask !== null && !isWholeAsk(content.ask) ? ['ask'] : []
    return [...empty, ...ask].map((part) => ({ locale, part }))
  })
}

/** The languages of a letter, in their order. */
export function languagesOf(contents: { readonly [Name in Locale]?: object | undefined }): Locale[] {
  return locales.filter((locale) => contents[locale] !== undefined)
}

/** Whether two values say the same, whatever the order of their members. */
export function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other])
}

/** The draft with other words. What was said to be in step is said no longer where they differ. */
export function withContents(draft: Draft, contents: LetterContents): Draft {
  return { ...draft, contents, inStep: keepInStep(draft.inStep, changedParts(draft.contents, contents)) }
}

/** Two people’s work on the same draft, put together. */
export type Merged = {
  readonly draft: Draft
  /** What both of them changed; here the draft has mine. */
  readonly conflicts: readonly TranslatedPart[]
  /** What was taken over from them. */
  readonly taken: readonly TranslatedPart[]
}

/** Puts together what I and somebody else made of the same draft. Nobody’s words are dropped in silence. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const ours = changedParts(base.contents, mine.contents)
  const changed = changedParts(base.contents, theirs.contents)
  const isLeft = ({ locale, part }: TranslatedPart): boolean =>
    !isSame(mine.contents[locale]?.[part], theirs.contents[locale]?.[part])
  const conflicts = changed.filter((one) => isAmong(ours, one) && isLeft(one))
  // A language that they took out, and in which I wrote, stays whole until a person has chosen.
  const isTornOut = (locale: Locale): boolean =>
    theirs.contents[locale] === undefined &&
    mine.contents[locale] !== undefined &&
    ours.some((one) => one.locale === locale)
  const taken = changed.filter((one) => !isAmong(ours, one) && !isTornOut(one.locale))
  const rest = <Name extends 'audience' | 'fallbackLocale' | 'acknowledgedFacts' | 'acknowledgedFindings'>(
    name: Name,
  ) => (isSame(base[name], mine[name]) ? theirs[name] : mine[name])
  return {
    draft: {
      contents: takeParts(mine, theirs, taken),
      audience: rest('audience'),
      fallbackLocale: rest('fallbackLocale'),
      acknowledgedFacts: rest('acknowledgedFacts'),
      acknowledgedFindings: rest('acknowledgedFindings'),
      inStep: mergeInStep(base, { ...mine, changed: ours }, { ...theirs, changed }),
    },
    conflicts,
    taken,
  }
}

type Claims = Pick<Draft, 'inStep'> & { readonly changed: readonly TranslatedPart[] }

// What one of us said to be in step was said of words that the other may have changed.
function mergeInStep({ inStep: before }: Draft, mine: Claims, theirs: Claims): TranslatedPart[] {
  const isTakenBack = (one: TranslatedPart): boolean => isAmong(before, one) && !isAmong(mine.inStep, one)
  const mineNew = mine.inStep.filter((one) => !isAmong(before, one) && !isAmong(theirs.inStep, one))
  return [
    ...keepInStep(theirs.inStep, mine.changed).filter((one) => !isTakenBack(one)),
    ...keepInStep(mineNew, theirs.changed),
  ]
}

/** The contents of a draft with some parts as another has them. */
export function takeParts(mine: Draft, theirs: Draft, parts: readonly TranslatedPart[]): LetterContents {
  const contents: Partial<Record<Locale, LetterContent>> = { ...mine.contents }
  for (const { locale, part } of parts) {
    const given = theirs.contents[locale]
    const own = contents[locale]
    if (given === undefined) delete contents[locale]
    else contents[locale] = own === undefined ? given : { ...own, [part]: given[part] }
  }
  return contents
}

function isWholeAsk({ label, url }: NonNullable<LetterContent['ask']>): boolean {
  return label.trim() !== '' && URL.canParse(url)
}
