import type { CompiledLetter, FinishedBody, LetterPart, MergedBody, SlotValues } from '#domain/mail-template'
import { escapeFor } from '#domain/merge'
import type { OutgoingMail } from './mailer.ts'
import type { PayloadBuffer } from './payload-buffer.ts'

/**
 * Writes the body of a call to the batch endpoint of Resend: JSON in UTF-8. What is the same in every message of a letter
 * is escaped and encoded once, and copied: of the 25 kB of a message, less than one is its own.
 */
export function writeResendPayload(payload: PayloadBuffer, mails: readonly OutgoingMail[]): void {
  payload.writeText('[')
  let head = Buffer.alloc(0)
  for (const [index, mail] of mails.entries()) {
    const before = mails[index - 1]
    const { body, isTextOnly = false } = mail
    if ('letter' in body) {
      if (!before || !isAlike(before, mail)) head = encodeHead(mail)
      payload.writeBytes(before ? head : head.subarray(comma.length))
      payload.writeText(ownHeadOf(mail))
      writeLetter(payload, body, isTextOnly ? 'textOnly' : 'whole')
    } else {
      const message = { ...sharedHeadOf(mail), to: [mail.to], tags: tagsOf(mail), ...finishedBodyOf(body, isTextOnly) }
      payload.writeText((before ? comma : '') + JSON.stringify(message))
    }
  }
  payload.writeText(']')
}

const comma = ','

/** Whether two letters have the same head but for what is their readers' own. */
function isAlike(one: OutgoingMail, other: OutgoingMail): boolean {
  return (
    one.from === other.from &&
    one.replyTo === other.replyTo &&
    one.subject === other.subject &&
    one.headers === other.headers &&
    (one.listUnsubscribe === null) === (other.listUnsubscribe === null)
  )
}

/** The head of a letter, with what stands before it, up to where its reader's own begins. */
function encodeHead(mail: OutgoingMail): Buffer<ArrayBuffer> {
  const isOfList = mail.listUnsubscribe !== null
  const head = JSON.stringify(sharedHeadOf({ ...mail, listUnsubscribe: isOfList ? '' : null }))
  return Buffer.from(comma + head.slice(0, isOfList ? -'"}}'.length : -'}'.length))
}

/** What a message says of itself but for whom it reaches; the way out is the last of it. */
function sharedHeadOf({ from, replyTo, subject, headers, listUnsubscribe }: OutgoingMail) {
  return {
    from: `${quoteName(from.name)} <${from.address}>`,
    reply_to: replyTo,
    subject,
    headers: listUnsubscribe === null ? headers : { ...headers, 'List-Unsubscribe': listUnsubscribe },
  }
}

function quoteName(name: string): string {
  return `"${name.replace(/["\\]/g, (character) => `\\${character}`)}"`
}

/** Comes back with the provider's events; a signed reference to a row of ours, which tells the provider nothing. */
function tagsOf({ reference }: OutgoingMail): readonly { name: string; value: string }[] {
  return [{ name: 'd', value: reference }]
}

/** What follows on `encodeHead`, from the way out to the end of the head. */
function ownHeadOf(mail: OutgoingMail): string {
  const wayOut = mail.listUnsubscribe === null ? '' : `${quoted(mail.listUnsubscribe)}"}`
  return `${wayOut},"to":["${quoted(mail.to)}"],"tags":${JSON.stringify(tagsOf(mail))}`
}

function finishedBodyOf({ html, text }: FinishedBody, isTextOnly: boolean): Partial<FinishedBody> {
  return isTextOnly ? { text } : { html, text }
}

function writeLetter(payload: PayloadBuffer, { letter, values }: MergedBody, extent: keyof EncodedLetter): void {
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

// What JSON writes as it is: of ASCII, as nearly all that is a reader's own.
const plain = /^[ !#-[\]-~]*$/

/** A text as it stands between the quotation marks of JSON. */
function quoted(text: string): string {
  return plain.test(text) ? text : JSON.stringify(text).slice(1, -1)
}
