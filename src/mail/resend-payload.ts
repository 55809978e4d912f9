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
    payload.writeText(`${before}${JSON.stringify(headOf(mail)).slice(0, -1)},"`)
    if (!mail.isTextOnly) {
      payload.writeText('html":"')
      writePart(payload, mail, 'html')
      payload.writeText('","')
    }
    payload.writeText('text":"')
    writePart(payload, mail, 'text')
    before = '"},'
  }
  payload.writeText(mails.length === 0 ? '[]' : '"}]')
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

function writePart(payload: PayloadBuffer, mail: OutgoingMail, part: LetterPart): void {
  if (!mail.mergedFrom) {
    payload.writeText(quoted(mail[part]))
    return
  }
  const { letter, values } = mail.mergedFrom
  const escape = escapeFor[part]
  for (const segment of encodedLetter(letter)[part]) {
    if (segment instanceof Uint8Array) payload.writeBytes(segment)
    else payload.writeText(quoted(escape(values[segment.slot])))
  }
}

type EncodedLetter = Readonly<Record<LetterPart, readonly (Uint8Array | { readonly slot: keyof SlotValues })[]>>

// Ends with the letter itself, which holds nothing personal.
const encodedLetters = new WeakMap<CompiledLetter, EncodedLetter>()

function encodedLetter(letter: CompiledLetter): EncodedLetter {
  const known = encodedLetters.get(letter)
  if (known) return known
  const encode = (part: LetterPart) =>
    letter[part].map((segment) => (typeof segment === 'string' ? Buffer.from(quoted(segment)) : segment))
  const encoded = { html: encode('html'), text: encode('text') }
  encodedLetters.set(letter, encoded)
  return encoded
}

/** A text as it stands between the quotation marks of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
