import type { CompiledLetter, LetterPart, MailBody, Slot } from '#domain/mail-template'
import { escapeFor } from '#domain/merge'

/**
 * The body of a message in pieces, to be written one after the other: ASCII, in lines that end in CRLF. Nothing in it
 * begins with a dot, ends in a space, or is what relaxed canonicalisation (RFC 6376 §3.4.4) would change. Bytes are shared
 * between messages.
 */
export type SmtpBody = readonly (string | Buffer)[]

/**
 * Writes multipart/alternative, both parts in base64 of UTF-8, so that no relay has a reason to change a byte under the
 * signature. What is the same in every message of a letter is encoded once: of the 35 kB of a message, about one is its
 * own.
 */
export function writeSmtpBody(body: MailBody, boundary: string): SmtpBody {
  const pieces: (string | Buffer)[] = []
  for (const [part, type] of partTypes) {
    pieces.push(
      `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
      ...encodePart(body, part),
    )
  }
  pieces.push(`--${boundary}--\r\n`)
  return pieces
}

/** Writes the text part alone, for a message whose header says that it is all there is. */
export function writeTextBody(body: MailBody): SmtpBody {
  return [...encodePart(body, 'text')]
}

const partTypes: readonly (readonly [LetterPart, string])[] = [
  ['text', 'text/plain'],
  ['html', 'text/html'],
]

function* encodePart(body: MailBody, part: LetterPart): Generator<string | Buffer, void> {
  if (!('letter' in body)) {
    yield encodeBase64(toUtf8(body[part]))
    return
  }
  const { letter, values } = body
  const escape = escapeFor[part]
  // Bytes that wait to be encoded together.
  let open: Uint8Array[] = []
  let length = 0
  for (const segment of preparedLetter(letter)[part]) {
    if (segment instanceof LongRun) {
      // Base64 takes three bytes at a time: so many of the run are left to those before it, and at its end to the next.
      const skipped = (3 - (length % 3)) % 3
      open.push(segment.head(skipped))
      if (length + skipped > 0) yield encodeBase64(Buffer.concat(open))
      yield segment.encodedAfter(skipped)
      const rest = segment.restAfter(skipped)
      open = [rest]
      length = rest.length
    } else {
      const bytes = segment instanceof Uint8Array ? segment : toUtf8(escape(values[segment.slot]))
      open.push(bytes)
      length += bytes.length
    }
  }
  if (length > 0) yield encodeBase64(Buffer.concat(open))
}

/** A stretch of a letter that is the same for everyone, encoded once for each way in which it can meet what is before. */
class LongRun {
  readonly #bytes: Buffer
  readonly #encoded: (Buffer | undefined)[] = []

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  head(skipped: number): Uint8Array {
    return this.#bytes.subarray(0, skipped)
  }

  encodedAfter(skipped: number): Buffer {
    return (this.#encoded[skipped] ??= Buffer.from(
      encodeBase64(this.#bytes.subarray(skipped, this.#endAfter(skipped))),
      'latin1',
    ))
  }

  restAfter(skipped: number): Uint8Array {
    return this.#bytes.subarray(this.#endAfter(skipped))
  }

  #endAfter(skipped: number): number {
    return this.#bytes.length - ((this.#bytes.length - skipped) % 3)
  }
}

// Shorter ones are encoded each time: each run ends the line before it early.
const longRunBytes = 300

type PreparedLetter = Readonly<Record<LetterPart, readonly (LongRun | Uint8Array | { readonly slot: Slot })[]>>

// Ends with the letter itself, which holds nothing personal.
const preparedLetters = new WeakMap<CompiledLetter, PreparedLetter>()

function preparedLetter(letter: CompiledLetter): PreparedLetter {
  const known = preparedLetters.get(letter)
  if (known) return known
  const prepare = (part: LetterPart) =>
    letter[part].map((segment) => {
      if (typeof segment !== 'string') return segment
      const bytes = toUtf8(segment)
      return bytes.length < longRunBytes ? bytes : new LongRun(bytes)
    })
  const prepared = { html: prepare('html'), text: prepare('text') }
  preparedLetters.set(letter, prepared)
  return prepared
}

/** RFC 2045 §6.8: line ends of a text are CRLF before they are encoded, whatever they were. */
function toUtf8(text: string): Buffer {
  return Buffer.from(/[\r\n]/.test(text) ? text.replace(/\r\n?|\n/g, '\r\n') : text)
}

// RFC 2045 §6.8: at most. A line may be shorter.
const lineLength = 76

function encodeBase64(bytes: Buffer): string {
  const encoded = bytes.toString('base64')
  let lines = ''
  for (let start = 0; start < encoded.length; start += lineLength) {
    lines += `${encoded.slice(start, start + lineLength)}\r\n`
  }
  return lines
}
