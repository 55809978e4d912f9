/** What the list headers of a campaign letter are made of. All URLs are absolute and personal only where said. */
export type ListHeaderInput = {
  /** Domain of the sender's address; names the list (RFC 2919). */
  readonly senderDomain: string
  /** This reader's own link. */
  readonly unsubscribeUrl: string
  /** A mailbox that a person or the inbound parser reads, and the subject that names this reader's subscription. */
  readonly unsubscribeMailbox: string
  readonly unsubscribeSubject: string
  /** A mailbox that a person reads. */
  readonly contactMailbox: string
  readonly helpUrl: string
  readonly archiveUrl: string
}

/**
 * The headers by which mail programs show an unsubscribe button, file the letter as list mail and do not answer it
 * (RFC 2369, RFC 2919, RFC 8058; `Precedence` and `X-Auto-Response-Suppress` are conventions of responders).
 */
export function listHeaders(input: ListHeaderInput): Record<string, string> {
  const mailto = `${mailtoOf(input.unsubscribeMailbox)}?subject=${encodeURIComponent(input.unsubscribeSubject)}`
  return {
    'List-Id': `<letters.${input.senderDomain}>`,
    'List-Unsubscribe': `<${input.unsubscribeUrl}>, <${mailto}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Help': `<${input.helpUrl}>`,
    'List-Archive': `<${input.archiveUrl}>`,
    'List-Owner': `<${mailtoOf(input.contactMailbox)}>`,
    'List-Post': 'NO',
    Precedence: 'bulk',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
  }
}

// RFC 6068 §2: what a URL would read as its own has to be escaped in the local part.
function mailtoOf(mailbox: string): string {
  return `mailto:${encodeURI(mailbox).replace(/[#&/=?]/g, encodeURIComponent)}`
}

/** The header of mail that a machine sends to one person by itself (RFC 3834). */
export const automaticMailHeaders: Readonly<Record<string, string>> = { 'Auto-Submitted': 'auto-generated' }
