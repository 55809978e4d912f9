import PostalMime, { addressParser, type Address, type Email, type Mailbox } from 'postal-mime'
import { limits } from '#domain/limits'
import type { ReceivedMail } from '#domain/received-mail'

// Ours nest once, and what mail servers add to a header is a tenth of this at most. A message inside of the message is a file: what it says must not pass for what is shown.
const parserLimits = { maxNestingDepth: 20, maxHeadersSize: 64 * 1024, forceRfc822Attachments: true }

const lineFeed = 0x0a

const listFields = ['list-unsubscribe', 'list-help', 'list-archive', 'list-owner']

/**
 * Reads a message as it was received (RFC 5322), to be compared with a letter of ours.
 * @returns null for what is no message: without a sender, or made to be a burden
 */
export async function readReceivedMail(message: Uint8Array): Promise<ReceivedMail | null> {
  // The parser takes its time for each line and each part, without letting anybody else come in between.
  if (message.filter((byte) => byte === lineFeed).length > limits.reportedMailLinesMax) return null
  try {
    const email = await PostalMime.parse(message, parserLimits)
    return countOf(email, 'from') === 0 ? null : read(email, isReadInOneWay(message))
  } catch {
    return null
  }
}

function read(email: Email, isClear: boolean): ReceivedMail {
  const once = (name: string, value: string | undefined): string => (countOf(email, name) === 1 ? (value ?? '') : '')
  // The parser's own `from` is the first of several.
  const [from, ...others] = mailboxesOf(addressParser(email.headers.find(({ key }) => key === 'from')?.value ?? ''))
  return {
    subject: once('subject', email.subject),
    from: others.length > 0 ? '' : once('from', from?.address),
    fromName: from?.name ?? '',
    replyTo: countOf(email, 'reply-to') > 1 ? [] : mailboxesOf(email.replyTo ?? []).map(({ address }) => address),
    writtenAt: countOf(email, 'date') === 1 ? readInstant(email.date) : 'unclear',
    text: email.text ?? '',
    html: email.html ?? null,
    listFields: email.headers
      .filter(({ key }) => listFields.includes(key))
      .map(({ value }) => value)
      .join('\n'),
    hasFiles: email.attachments.length > 0 || !isClear,
  }
}

// Of a field that stands twice, mail programs show one or the other.
function countOf({ headers }: Email, name: string): number {
  return headers.filter(({ key }) => key === name).length
}

// Of two programs one goes by the first of such fields and one by the last, and what is a part to one of them is to the
// other nothing at all.
const secondStructure = /^(content-type|content-transfer-encoding)[ \t]*:[^\n]*\n(?:(?!\r?\n)[^\n]+\n)*?\1[ \t]*:/im

/** Whether no header, of the message or of a part, says twice how what follows is to be read. */
function isReadInOneWay(message: Uint8Array): boolean {
  return !secondStructure.test(new TextDecoder('latin1').decode(message))
}

function mailboxesOf(addresses: readonly Address[]): Mailbox[] {
  return addresses.flatMap((one) => one.group ?? [one])
}

function readInstant(date: string | undefined): ReceivedMail['writtenAt'] {
  try {
    return Temporal.Instant.from(date ?? '')
  } catch {
    return 'unclear'
  }
}
