import { createTransport } from 'nodemailer'
import type { LedgerEntry } from './mailbox-ledger.ts'

/** A message as a server of somebody else hands it to ours. */
export type InboundMail = { readonly from: string; readonly to: string; readonly source: string }

/** What a server says of a recipient it could not reach; `status` is the enhanced code of RFC 3463. */
export type BounceWords = {
  readonly action: 'failed' | 'delayed' | 'delivered'
  readonly status: string
  readonly diagnostic: string
}

export const bounceWords = {
  unknownUser: { action: 'failed', status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 No such user here' },
  mailboxFull: { action: 'failed', status: '4.2.2', diagnostic: 'smtp; 452 4.2.2 Mailbox full' },
  delivered: { action: 'delivered', status: '2.0.0', diagnostic: 'smtp; 250 2.0.0 Ok' },
  delayed: { action: 'delayed', status: '4.4.1', diagnostic: 'smtp; 421 4.4.1 No answer from host' },
} as const satisfies Record<string, BounceWords>

const boundary = 'report-of-the-double'
const reporter = 'mailer-daemon@mx.reader.example'

/** A delivery status notification as of RFC 3464 for a message that was taken, with its headers returned. */
export function writeBounce(
  entry: LedgerEntry,
  words: BounceWords,
  { returnedHeaders, arrivedAt }: { readonly returnedHeaders: string; readonly arrivedAt: Temporal.Instant },
): InboundMail {
  if (entry.returnPath === null) throw new Error('A message without a return path cannot bounce.')
  return {
    from: '',
    to: entry.returnPath,
    source: report('delivery-status', entry.returnPath, [
      ['text/plain; charset=utf-8', `Your message to ${entry.address} could not be delivered.`],
      [
        'message/delivery-status',
        [
          'Reporting-MTA: dns; mx.reader.example',
          `Arrival-Date: ${rfc5322Date(arrivedAt)}`,
          '',
          `Final-Recipient: rfc822; ${entry.address}`,
          `Action: ${words.action}`,
          `Status: ${words.status}`,
          `Diagnostic-Code: ${words.diagnostic}`,
        ].join('\r\n'),
      ],
      ['text/rfc822-headers', returnedHeaders],
    ]),
  }
}

/** A complaint as of RFC 5965: a reader has called the message spam. */
export function writeComplaint(
  entry: LedgerEntry,
  { to, returnedHeaders, arrivedAt }: { to: string; returnedHeaders: string; arrivedAt: Temporal.Instant },
): InboundMail {
  return {
    from: reporter,
    to,
    source: report('feedback-report', to, [
      ['text/plain; charset=utf-8', 'This is an abuse report for a message of yours.'],
      [
        'message/feedback-report',
        [
          'Feedback-Type: abuse',
          'User-Agent: Double/1.0',
          'Version: 1',
          `Original-Mail-From: <${entry.returnPath ?? ''}>`,
          `Original-Rcpt-To: <${entry.address}>`,
          `Arrival-Date: ${rfc5322Date(arrivedAt)}`,
        ].join('\r\n'),
      ],
      ['message/rfc822', `${returnedHeaders}\r\n`],
    ]),
  }
}

/** What a mail program sends when its reader presses the button behind a `mailto:` of List-Unsubscribe. */
export function writeUnsubscribeMail(reader: string, mailto: string): InboundMail {
  const { pathname, searchParams } = new URL(mailto)
  const subject = searchParams.get('subject') ?? ''
  const headers = [`From: <${reader}>`, `To: <${pathname}>`, `Subject: ${subject}`, 'MIME-Version: 1.0']
  return { from: reader, to: decodeURIComponent(pathname), source: `${headers.join('\r\n')}\r\n\r\n\r\n` }
}

/** Hands a message to an inbound server over LMTP (RFC 2033). @throws when it is refused */
export async function deliverInbound({ from, to, source }: InboundMail, { port }: { port: number }): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, secure: false, ignoreTLS: true })
  try {
    await transport.sendMail({ envelope: { from, to }, raw: source })
  } finally {
    transport.close()
  }
}

function report(type: string, to: string, parts: readonly (readonly [type: string, text: string])[]): string {
  const headers = [
    `From: Mail Delivery System <${reporter}>`,
    `To: <${to}>`,
    'Subject: A report about your message',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`,
  ]
  const bodies = parts.map(([partType, text]) => `--${boundary}\r\nContent-Type: ${partType}\r\n\r\n${text}\r\n`)
  return `${headers.join('\r\n')}\r\n\r\n${bodies.join('')}--${boundary}--\r\n`
}

function rfc5322Date(instant: Temporal.Instant): string {
  const at = instant.toZonedDateTimeISO('UTC')
  const names = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en', { ...names, timeZone: 'UTC' })
      .formatToParts(at.epochMilliseconds)
      .map(({ type, value }) => [type, value]),
  )
  return `${parts['weekday']}, ${parts['day']} ${parts['month']} ${parts['year']} ${at.toPlainTime().toString({ smallestUnit: 'second' })} +0000`
}
