import type { CompiledLetter, RenderedMail, Segments, SlotValues } from './mail-template.ts'

/**
 * Joins a compiled letter with one reader's values. Values are data, never markup or patterns: they are escaped for
 * where they land and joined as they are, so `$&`, `{{name}}` or `<script>` come out as the characters they are.
 */
export function mergeLetter(letter: CompiledLetter, values: SlotValues): RenderedMail {
  return {
    subject: letter.subject,
    html: mergeSegments(letter.html, values, escapeHtml),
    text: mergeSegments(letter.text, values, keepText),
  }
}

/** The salutation for a reader; a reader without a name is greeted without one. */
export function greet({ greeting }: Pick<CompiledLetter, 'greeting'>, name: string | null): string {
  if (name === null) return greeting.anonymous
  return greeting.named.replace('{name}', () => name)
}

function mergeSegments(segments: Segments, values: SlotValues, escape: (value: string) => string): string {
  let merged = ''
  for (const segment of segments) merged += typeof segment === 'string' ? segment : escape(values[segment.slot])
  return merged
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
  return value.replace(/[&<>"']/g, (character) => htmlEscapes[character] ?? character)
}

function keepText(value: string): string {
  return value
}
