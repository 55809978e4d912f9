import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { DeliveryStatus } from '#domain/delivery-status'
import { isQmailBounce, readDeliveryReport, readWordedBounce } from './delivery-report.ts'
import { readFeedbackReport, type FeedbackKind } from './feedback-report.ts'
import { readFieldBlocks } from './field-blocks.ts'
import { findReferences, findTokens, tracesOf, type LetterTraces } from './letter-traces.ts'

/** All that is kept of a mail that arrives: no address, no subject and no word of it. */
export type InboundMail = {
  /** When it says that it was written; null where it does not say. */
  readonly writtenAt: Temporal.Instant | null
  /** What it says, as a delivery report, of each recipient of a letter; empty for everything that is none. */
  readonly statuses: readonly DeliveryStatus[]
  /** What it says as a feedback report; null for everything that is none. */
  readonly feedback: FeedbackKind | null
  /** What it says of the letter that it encloses. */
  readonly letter: LetterTraces
  /** Texts of its subject and body that may be the token of an unsubscribe link, the likeliest first. */
  readonly tokens: readonly string[]
}

const unreadable: InboundMail = {
  writtenAt: null,
  statuses: [],
  feedback: null,
  letter: { references: [], tokens: [] },
  tokens: [],
}

// What a report says stands before the letter that it returns, and of that letter only the header counts. To read all
// of two megabytes of nothing but parts would take more than a second.
const readLengthMax = 512 * 1024
const partLengthMax = 64 * 1024
// A report nests twice or thrice. What exceeds this was made to be a burden, and is not read at all.
const parserLimits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true }

/** Reads whatever arrives. Never throws: what makes no sense is a mail that says nothing. */
export async function readInboundMail(bytes: Uint8Array): Promise<InboundMail> {
  try {
    return read(await PostalMime.parse(bytes.subarray(0, readLengthMax), parserLimits))
  } catch {
    return unreadable
  }
}

function read(email: Email): InboundMail {
  const feedbackPart = partOf(email, ['message/feedback-report'])
  const feedback = feedbackPart === null ? null : readFeedbackReport(feedbackPart)
  const enclosed = partOf(email, ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers'])
  const traces = tracesOf(readFieldBlocks(enclosed ?? '')[0])
  return {
    writtenAt: readInstant(email.date),
    statuses: feedback === null ? statusesOf(email) : [],
    feedback: feedback?.kind ?? null,
    letter: { ...traces, references: [...findReferences(feedback?.originalSender ?? ''), ...traces.references] },
    tokens: tokensOf(email.subject ?? '', bodyOf(email)),
  }
}

function statusesOf(email: Email): DeliveryStatus[] {
  const part = partOf(email, ['message/delivery-status', 'message/global-delivery-status'])
  if (part !== null) return readDeliveryReport(part)
  // Not by its sender or its subject: those of somebody on holiday, or a receipt that a letter was opened, look alike.
  const text = bodyOf(email)
  const type = headerOf(email, 'content-type')
  const isCalledReport = /^multipart\/report\b/i.test(type) && /report-type="?delivery-status\b/i.test(type)
  const isBounce = isQmailBounce(text) || headerOf(email, 'x-failed-recipients') !== '' || isCalledReport
  return isBounce ? readWordedBounce(text) : []
}

/** The first part of one of these types, as far as anybody needs to read; null where there is none. */
function partOf({ attachments }: Email, types: readonly string[]): string | null {
  const part = attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()))
  return part ? textOf(part.content) : null
}

function textOf(content: Attachment['content']): string {
  if (typeof content === 'string') return content.slice(0, partLengthMax)
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content)
  return new TextDecoder().decode(bytes.subarray(0, partLengthMax))
}

function bodyOf({ text, html }: Email): string {
  return (text ?? html ?? '').slice(0, partLengthMax)
}

function headerOf({ headers }: Email, name: string): string {
  return headers.find(({ key }) => key === name)?.value.trim() ?? ''
}

function tokensOf(subject: string, body: string): string[] {
  // A header may be folded in the middle of the token by a program that knows no better.
  const joined = subject.replace(/\s+/g, '').replace(/^.*unsubscribe/i, '')
  return [...new Set([subject, joined, body].flatMap(findTokens))]
}

function readInstant(date: string | undefined): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(date ?? '')
  } catch {
    return null
  }
}
