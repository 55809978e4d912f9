import PostalMime, { type Address, type Email } from 'postal-mime'
import type { ReceivedMail } from '#domain/received-mail'

// Ours nest once. A message inside of the message is a file: what it says must not pass for what is shown.
const parserLimits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true }

const listFields = ['list-unsubscribe', 'list-help', 'list-archive', 'list-owner']

/**
 * Reads a message as it was received (RFC 5322), to be compared with a letter of ours.
 * @returns null for what is no message: without a sender, or made to be a burden
 */
export async function readReceivedMail(message: Uint8Array): Promise<ReceivedMail | null> {
  try {
    const email = await PostalMime.parse(message, parserLimits)
    return countOf(email, 'from') === 0 ? null : read(email)
  } catch {
    return null
  }
}

function read(email: Email): ReceivedMail {
  const once = (name: string, value: string | undefined): string => (countOf(email, name) === 1 ? (value ?? '') : '')
  const [from, ...others] = mailboxesOf(email.from === undefined ? [] : [email.from])
  const isSent = countOf(email, 'date') === 1
  return {
    subject: once('subject', email.subject),
    from: others.length > 0 ? '' : once('from', from),
    replyTo: countOf(email, 'reply-to') > 1 ? [] : mailboxesOf(email.replyTo ?? []),
    writtenAt: isSent ? readInstant(email.date) : null,
    text: email.text ?? '',
    html: email.html ?? null,
    listFields: email.headers
      .filter(({ key }) => listFields.includes(key))
      .map(({ value }) => value)
      .join('\n'),
    hasFiles: email.attachments.length > 0,
  }
}

// Of a field that stands twice, mail programs show one or the other.
function countOf({ headers }: Email, name: string): number {
  return headers.filter(({ key }) => key === name).length
}

function mailboxesOf(addresses: readonly Address[]): string[] {
  return addresses.flatMap((one) => (one.group === undefined ? [one.address] : one.group.map(({ address }) => address)))
}

function readInstant(date: string | undefined): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(date ?? '')
  } catch {
    return null
  }
}
