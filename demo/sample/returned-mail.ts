/** Whose letter it was, and the address at which it comes back (RFC 5321 §3.6.3). */
export type Returned = { readonly address: string; readonly bounceAddress: string }

/** What a mail server says of a letter that it could not bring (RFC 3464). */
export function deliveryReport({ address, bounceAddress, isDead }: Returned & { readonly isDead: boolean }): string {
  const [status, reason] = isDead ? ['5.1.1', 'no such mailbox'] : ['4.2.2', 'mailbox full']
  return report('delivery-status', {
    to: bounceAddress,
    subject: 'Undelivered Mail Returned to Sender',
    words: `The letter could not be delivered: ${reason}.`,
    part: `message/delivery-status

Reporting-MTA: dns; mx.sheet.example

Final-Recipient: rfc822; ${address}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; ${isDead ? 550 : 452} ${status} ${reason}`,
    bounceAddress,
  })
}

/** What a mailbox provider passes on when a reader presses its button for spam (RFC 5965). */
export function complaintAbout({ address, bounceAddress }: Returned): string {
  return report('feedback-report', {
    to: 'complaints',
    subject: 'A reader’s complaint',
    words: 'A reader calls this letter spam.',
    part: `message/feedback-report

Feedback-Type: abuse
User-Agent: SampleMailbox/1
Version: 1
Original-Mail-From: <${bounceAddress}>
Original-Rcpt-To: <${address}>`,
    bounceAddress,
  })
}

type Parts = Record<'to' | 'subject' | 'words' | 'part' | 'bounceAddress', string>

function report(type: string, { to, subject, words, part, bounceAddress }: Parts): string {
  const lines = `From: Mail Delivery System <postmaster@sheet.example>
To: <${to}>
Subject: ${subject}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${type}; boundary="sample-part"

--sample-part
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${words}

--sample-part
Content-Type: ${part}

--sample-part
Content-Type: text/rfc822-headers

Return-Path: <${bounceAddress}>

--sample-part--
`
  return lines.replaceAll('\n', '\r\n')
}
