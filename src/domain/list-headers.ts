/** The list that mail belongs to. All URLs are absolute, and nothing here is one reader's own. */
export type MailingList = {
  /** Domain of the sender's address; names the list (RFC 2919). */
  readonly senderDomain: string
  /** A mailbox that a person reads. */
  readonly contactMailbox: string
  readonly helpUrl: string
  readonly archiveUrl: string
}

/**
 * The headers, beside `List-Unsubscribe`, by which mail programs show an unsubscribe button, file the letter as list mail
 * and do not answer it (RFC 2369, RFC 2919, RFC 8058; `Precedence` and `X-Auto-Response-Suppress` are conventions of
 * responders).
 */
export function listHeaders(list: MailingList): Record<string, string> {
  return {
    'List-Id': `<letters.${list.senderDomain}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Help': `<${list.helpUrl}>`,
    'List-Archive': `<${list.archiveUrl}>`,
    'List-Owner': `<${mailtoOf(list.contactMailbox)}>`,
    'List-Post': 'NO',
    Precedence: 'bulk',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
  }
}

/** How one reader leaves: by a link of their own, or by a mail with a subject that names their subscription. */
export type WayOut = { readonly url: string; readonly subject: string }

/**
 * Writes the value of `List-Unsubscribe` (RFC 2369 §3.2, RFC 8058 §3.1) for each reader of a list.
 * @param mailbox one that a person or the inbound parser reads
 */
export function writeListUnsubscribe(mailbox: string): (way: WayOut) => string {
  const mailto = mailtoOf(mailbox)
  return ({ url, subject }) => `<${url}>, <${mailto}?subject=${encodeURIComponent(subject)}>`
}

// RFC 6068 §2: what a URL would read as its own has to be escaped in the local part.
function mailtoOf(mailbox: string): string {
  return `mailto:${encodeURI(mailbox).replace(/[#&/=?]/g, encodeURIComponent)}`
}

/** The header of mail that a machine sends to one person by itself (RFC 3834). */
export const automaticMailHeaders: Readonly<Record<string, string>> = { 'Auto-Submitted': 'auto-generated' }
