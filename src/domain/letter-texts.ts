import type { LetterContent } from './letter.ts'
import type { Locale } from './locale.ts'
import type { LetterMatter } from './mail-template.ts'
import type { RichText, RichTextBlock, RichTextInline } from './rich-text.ts'

/** The parts of a letter, by the names under which its fields are known. */
export type LetterPlace =
  | 'subject'
  | 'preheader'
  | 'title'
  | 'contentNote'
  | 'summary'
  | 'body'
  | 'keyFigure'
  | 'figures'
  | 'ask'
  | 'message'
  | 'event'
  | 'decision'
  | 'corrects'

/** A run of words as a reader meets it: one line, one paragraph or one item of a list. */
export type LetterText = { readonly place: LetterPlace; readonly text: string }

/**
 * Every run of words of a letter, without the places of its source numbers.
 * @param matter what it prints besides its content, and in which language
 */
export function letterTexts(
  content: LetterContent,
  matter: (LetterMatter & { readonly locale: Locale }) | null = null,
): LetterText[] {
  const { keyFigure, figures, ask } = content
  const runs: [LetterPlace, readonly (string | null)[]][] = [
    ['subject', [content.subject]],
    ['preheader', [content.preheader]],
    ['title', [content.title]],
    ['contentNote', [content.contentNote]],
    ['summary', paragraphsOf(content.summary)],
    ['body', paragraphsOf(content.body)],
    ['keyFigure', keyFigure === null ? [] : [keyFigure.label]],
    ['figures', figures.flatMap(({ heading, sentence }) => [heading, sentence])],
    ['ask', ask === null ? [] : [ask.heading, ask.text, ask.label]],
    ['message', ask?.message ? [ask.message.subject, ...ask.message.text] : []],
    ...(matter === null ? [] : matterTexts(matter)),
  ]
  return runs.flatMap(([place, texts]) =>
    texts.flatMap((text) => (text === null || text === '' ? [] : [{ place, text }])),
  )
}

function matterTexts({
  event,
  decision,
  corrects,
  locale,
}: LetterMatter & { readonly locale: Locale }): [LetterPlace, readonly (string | null)[]][] {
  return [
    ['event', event === null ? [] : [event.event.name[locale], event.event.place?.[locale] ?? null]],
    ['decision', decision === null ? [] : [decision.name]],
    ['corrects', corrects === null ? [] : [corrects.title]],
  ]
}

function paragraphsOf(text: RichText): string[] {
  return text.content.flatMap(linesOf)
}

function linesOf(block: RichTextBlock): string[] {
  switch (block.type) {
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) => item.content.map((paragraph) => wordsOf(paragraph.content)))
    case 'blockquote':
      return block.content.map((paragraph) => wordsOf(paragraph.content))
    case 'paragraph':
    case 'heading':
      return [wordsOf(block.content)]
  }
}

function wordsOf(inline: readonly RichTextInline[] | undefined): string {
  return (inline ?? [])
    .map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : ''))
    .join('')
}
