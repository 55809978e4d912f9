import { hashKey } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import type { LetterContent, LetterContents } from '#domain/letter'
import { locales, type Locale } from '#domain/locale'

/** What an editor saves of a campaign. */
export type Draft = {
  readonly contents: LetterContents
  readonly audience: AudienceRule
  readonly fallbackLocale: Locale | null
  readonly acknowledgedFacts: readonly string[]
  readonly acknowledgedFindings: readonly string[]
}

/** The parts of a letter in the order in which they are written. */
export const letterParts = [
  'subject',
  'preheader',
  'title',
  'contentNote',
  'summary',
  'keyFigure',
  'body',
  'figures',
  'ask',
] as const satisfies readonly (keyof LetterContent)[]

export type LetterPart = (typeof letterParts)[number]

/** One part in one language: what can drift, collide and be compared. */
export type PlacedPart = { readonly locale: Locale; readonly part: LetterPart }

const requiredParts = ['subject', 'preheader', 'title'] as const

/** A campaign of which nobody has written anything. */
export const emptyDraft: Draft = {
  contents: {},
  audience: { topics: [], exceptTopics: [], locales: [], timeZones: [] },
  fallbackLocale: null,
  acknowledgedFacts: [],
  acknowledgedFindings: [],
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
export function missingParts({ contents }: Draft): PlacedPart[] {
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

/** The parts in which two drafts differ. A language that only one of them has differs in all of its parts. */
export function differingParts(one: Draft, other: Draft): PlacedPart[] {
  return locales.flatMap((locale) =>
    letterParts
      .filter((part) => !isSame(one.contents[locale]?.[part], other.contents[locale]?.[part]))
      .map((part) => ({ locale, part })),
  )
}

/** Whether a part is one of several. */
export function isAmong(parts: readonly PlacedPart[], one: PlacedPart): boolean {
  return parts.some(({ locale, part }) => locale === one.locale && part === one.part)
}

/** Two people’s work on the same draft, put together. */
export type Merged = {
  readonly draft: Draft
  /** What both of them changed; here the draft has mine. */
  readonly conflicts: readonly PlacedPart[]
  /** What was taken over from them. */
  readonly taken: readonly PlacedPart[]
}

/** Puts together what I and somebody else made of the same draft. Nobody’s words are dropped in silence. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const ours = differingParts(base, mine)
  const changed = differingParts(base, theirs)
  const isLeft = ({ locale, part }: PlacedPart): boolean =>
    !isSame(mine.contents[locale]?.[part], theirs.contents[locale]?.[part])
  const conflicts = changed.filter((one) => isAmong(ours, one) && isLeft(one))
  const taken = changed.filter((one) => !isAmong(ours, one))
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
    },
    conflicts,
    taken,
  }
}

/** The contents of a draft with some parts as another has them. */
export function takeParts(mine: Draft, theirs: Draft, parts: readonly PlacedPart[]): LetterContents {
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
