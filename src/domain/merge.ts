import type { CompiledLetter, FinishedBody, LetterPart, MailBody, RenderedMail, SlotValues } from './mail-template.ts'

/**
 * Joins a compiled letter with one reader's values. Values are data, never markup or patterns: they are escaped for
 * where they land and joined as they are, so `$&`, `{{name}}` or `<script>` come out as the characters they are.
 */
export function mergeLetter(letter: CompiledLetter, values: SlotValues): RenderedMail {
  return { subject: letter.subject, ...finishBody({ letter, values }) }
}

/** Both parts of a message, merged where they are not yet. */
export function finishBody(body: MailBody): FinishedBody {
  if (!('letter' in body)) return body
  return { html: mergePart(body.letter, 'html', body.values), text: mergePart(body.letter, 'text', body.values) }
}

/** As `mergeLetter`, one part of it. */
export function mergePart(letter: CompiledLetter, part: LetterPart, values: SlotValues): string {
  const escape = escapeFor[part]
  let merged = ''
  for (const segment of letter[part]) merged += typeof segment === 'string' ? segment : escape(values[segment.slot])
  return merged
}

/** The salutation for a reader; a reader without a name is greeted without one. */
export function greet({ greeting }: Pick<CompiledLetter, 'greeting'>, name: string | null): string {
  if (name === null) return greeting.anonymous
  return greeting.named.replace('{name}', () => name)
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML element content and for quoted attribute values. */
export function escapeHtml(value: string): string {
  // Most values hold none of them, and to look costs less than to replace nothing.
  return /[&<>"']/.test(value) ? value.replace(/[&<>"']/g, (character) => htmlEscapes[character] ?? character) : value
}

/** How a value is written so that each part of a letter says it as it is. */
export const escapeFor: Readonly<Record<LetterPart, (value: string) => string>> = {
  html: escapeHtml,
  text: (value) => value,
}
