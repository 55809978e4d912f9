import type { CompiledLetter, LetterPart, SlotValues } from '#domain/mail-template'
import { escapeFor } from '#domain/merge'
import type { OutgoingMail } from './mailer.ts'
import type { PayloadBuffer } from './payload-buffer.ts'

/**
 * Writes the body of a call to the batch endpoint of Resend: JSON in UTF-8, as `JSON.stringify` would have it. What is
 * the same in every message of a letter is escaped and encoded once, and copied: of the 25 kB of a message, about one is
 * its own.
 */
export function writeResendPayload(payload: PayloadBuffer, mails: readonly OutgoingMail[]): void {
  let before = '['
  for (const mail of mails) {
    const head = `${before}${JSON.stringify(headOf(mail)).slice(0, -1)}`
    if (mail.mergedFrom) {
      payload.writeText(head)
      writeLetter(payload, mail.mergedFrom, mail.isTextOnly ? 'textOnly' : 'whole')
    } else {
      payload.writeText(`${head},${JSON.stringify(bodyOf(mail)).slice(1)}`)
    }
    before = ','
  }
  payload.writeText(mails.length === 0 ? '[]' : ']')
}

function headOf(mail: OutgoingMail) {
  return {
    from: `${quoteName(mail.from.name)} <${mail.from.address}>`,
    to: [mail.to],
    reply_to: mail.replyTo,
    subject: mail.subject,
    headers: mail.headers,
    // Comes back with the provider's events; a signed reference to a row of ours, which tells the provider nothing.
    tags: [{ name: 'd', value: mail.reference }],
  }
}

function quoteName(name: string): string {
  return `"${name.replace(/["\\]/g, (character) => `\\${character}`)}"`
}

function bodyOf({ isTextOnly, html, text }: OutgoingMail): { html?: string; text: string } {
  return isTextOnly ? { text } : { html, text }
}

function writeLetter(
  payload: PayloadBuffer,
  { letter, values }: NonNullable<OutgoingMail['mergedFrom']>,
  extent: keyof EncodedLetter,
): void {
  for (const segment of encodedLetter(letter)[extent]) {
    if (Buffer.isBuffer(segment)) payload.writeBytes(segment)
    else payload.writeText(quoted(escapeFor[segment.part](values[segment.slot])))
  }
}

/** A place for a reader's own words, in one of the parts. */
type OwnWords = { readonly part: LetterPart; readonly slot: keyof SlotValues }

/** All of a message that comes after its head, with what JSON puts around it. */
type EncodedLetter = Readonly<Record<'whole' | 'textOnly', readonly (Buffer | OwnWords)[]>>

// Ends with the letter itself, which holds nothing personal.
const encodedLetters = new WeakMap<CompiledLetter, EncodedLetter>()

function encodedLetter(letter: CompiledLetter): EncodedLetter {
  const known = encodedLetters.get(letter)
  if (known) return known
  const inPart = (part: LetterPart) =>
    letter[part].map((segment) => (typeof segment === 'string' ? quoted(segment) : { part, slot: segment.slot }))
  const text = [',"text":"', ...inPart('text'), '"}']
  const encoded = { whole: encode([',"html":"', ...inPart('html'), '"', ...text]), textOnly: encode(text) }
  encodedLetters.set(letter, encoded)
  return encoded
}

/** Encodes what is the same for every reader, in pieces as long as they can be. */
function encode(segments: readonly (string | OwnWords)[]): (Buffer | OwnWords)[] {
  const joined: (string | OwnWords)[] = []
  for (const segment of segments) {
    const last = joined.at(-1)
    if (typeof segment === 'string' && typeof last === 'string') joined[joined.length - 1] = last + segment
    else joined.push(segment)
  }
  return joined.map((segment) => (typeof segment === 'string' ? Buffer.from(segment) : segment))
}

/** A text as it stands between the quotation marks of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
