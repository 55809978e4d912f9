/**
 * A message that somebody received and asks about. Null stands for what cannot be known, as of words copied out of a mail
 * program; the empty text for what the message does not have, or has twice.
 */
export type ReceivedMail = {
  readonly subject: string | null
  /** The address that it says it comes from. */
  readonly from: string | null
  /** The name that stands before it, and that most mail programs show in its place. */
  readonly fromName: string
  /** Where an answer would go. */
  readonly replyTo: readonly string[] | null
  /** `unclear` where it has no date, or two. */
  readonly writtenAt: Temporal.Instant | 'unclear' | null
  readonly text: string | null
  readonly html: string | null
  /** The header fields by which mail programs show buttons of their own (RFC 2369). */
  readonly listFields: string
  /** Whether it brings more than its text and its HTML, or may to a program that reads its parts otherwise. */
  readonly hasFiles: boolean | null
}

/** Words that were copied out of a mail program: nothing of the message but some of its text. */
export function copiedWords(text: string): ReceivedMail {
  return {
    subject: null,
    from: null,
    fromName: '',
    replyTo: null,
    writtenAt: null,
    text,
    html: null,
    listFields: '',
    hasFiles: null,
  }
}

// Fields that no person writes and every message has that went over the Internet.
const sourceField = /^(?:message-id|mime-version|received|dkim-signature):/im

/** Whether a text is the source of a message, its header on top, rather than words copied out of one. */
export function isMessageSource(text: string): boolean {
  const [header = ''] = text.trimStart().split(/\r?\n\r?\n/, 1)
  return /^[!-9;-~]{1,76}:/.test(header) && sourceField.test(header)
}
