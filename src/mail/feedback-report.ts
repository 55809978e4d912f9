import { readFieldBlocks } from './field-blocks.ts'

/**
 * What a reader's mailbox provider passes on: `abuse` for "this is spam", `opt-out` for "no more of this", `other` for
 * what costs nobody the letters, as when a reader took a complaint back (RFC 5965 §7.3, RFC 6430).
 */
export type FeedbackKind = 'abuse' | 'opt-out' | 'other'

/** Reads the machine-readable part of a feedback report (RFC 5965 §3). */
export function readFeedbackReport(text: string): { kind: FeedbackKind; originalSender: string } {
  const [block] = readFieldBlocks(text)
  const type = /^[a-z-]+/.exec(block?.get('feedback-type')?.toLowerCase() ?? '')?.[0]
  const isOptOut = type === 'opt-out' || type === 'opt-out-list'
  const kind = type === 'abuse' ? 'abuse' : isOptOut ? 'opt-out' : 'other'
  return { kind, originalSender: block?.get('original-mail-from') ?? '' }
}
