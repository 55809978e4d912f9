import type { Fact } from './fact.ts'
import type { LetterContent } from './letter.ts'
import type { Locale } from './locale.ts'
import type { RichText, RichTextBlock, RichTextInline } from './rich-text.ts'

/** The words of a correction in one language, its dates written out. */
export type CorrectionWords = {
  readonly subject: string
  readonly preheader: string
  readonly title: string
  /** Names the letter that was wrong. */
  readonly summary: string
  readonly wrote: string
  readonly right: string
  readonly since: (day: Temporal.PlainDate) => string
}

/** A fact that says something else than when the letter left. */
export type CorrectedFact = {
  readonly before: Fact
  /** Null where it is out of use: then a person has to say what is right. */
  readonly after: Fact | null
  readonly changedOn: Temporal.PlainDate
}

/** What a person has to fill in; the check lets no letter leave that holds it. */
const gap = '[…]'

/**
 * A correction in one language, for a person to go on from: what we wrote, what is right, and since when we know. Where
 * no fact has changed, it leaves gaps. A warning of hard subjects stands over the correction as it stood over the letter.
 * @param corrected the letter as it left
 * @param facts those of its facts that have changed since
 * @param today since when we know of what is in no ledger
 */
export function draftCorrection(
  corrected: Pick<LetterContent, 'contentNote'>,
  {
    words,
    facts,
    locale,
    today,
  }: {
    words: CorrectionWords
    facts: readonly CorrectedFact[]
    locale: Locale
    today: Temporal.PlainDate
  },
): LetterContent {
  const entries = facts.length > 0 ? facts : [{ before: null, after: null, changedOn: today }]
  return {
    subject: words.subject,
    preheader: words.preheader,
    title: words.title,
    summary: doc([paragraph(text(words.summary))]),
    contentNote: corrected.contentNote,
    body: doc(
      entries.flatMap(({ before, after, changedOn }) => [
        heading(words.wrote),
        paragraph(text(before?.statement[locale] ?? gap)),
        heading(words.right),
        paragraph(text(after?.statement[locale] ?? gap), ...(after === null ? [] : [citation(after.id)])),
        paragraph(text(words.since(changedOn))),
      ]),
    ),
    keyFigure: null,
    figures: [],
    ask: null,
  }
}

function doc(content: RichTextBlock[]): RichText {
  return { type: 'doc', content }
}

function heading(words: string): RichTextBlock {
  return { type: 'heading', attrs: { level: 2 }, content: [text(words)] }
}

function paragraph(...content: RichTextInline[]): RichTextBlock {
  return { type: 'paragraph', content }
}

function text(words: string): RichTextInline {
  return { type: 'text', text: words }
}

function citation(factId: string): RichTextInline {
  return { type: 'factCitation', attrs: { factId } }
}
