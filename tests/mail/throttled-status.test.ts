import { expect, test } from 'vitest'
import { bounceKindOf } from '#domain/bounce-kind'
import { factsOfReport } from '#domain/delivery-status'
import { readDeliveryReport } from '#mail/delivery-report'
import { readQuotedReply } from '#mail/quoted-reply'
import { readSmtpFailure, SmtpError } from '#mail/smtp-failure'
import { readSmtpReply } from '#mail/smtp-reply'

const throttles = [
  [
    '550-5.2.1 The user you are trying to contact is receiving mail at a rate that',
    '550-5.2.1 prevents additional messages from being delivered. For more',
    '550-5.2.1 information, please visit',
    '550 5.2.1  https://support.google.com/mail/?p=ReceivingRatePerm - gsmtp',
  ].join('\n'),
  '550 5.2.1 The user you are trying to contact is receiving mail too quickly.',
  '550 5.2.1 Daily receiving limit exceeded',
  '550 5.2.1 Too many messages for this recipient',
  '550 5.2.1 Recipient throttled',
  '550 5.2.1 Mailbox is temporarily disabled',
  '552 5.2.1 Mailbox busy, please try again later',
]

const closed = [
  '550-5.2.1 The email account that you tried to reach is disabled. For more\n550 5.2.1 information, go to https://support.google.com/mail/?p=DisabledUser - gsmtp',
  '550 5.2.1 The email account that you tried to reach is inactive.',
  '550 5.2.1 Mailbox disabled, not accepting messages',
  '550 5.2.1 Separate mailbox closed by its owner',
  '550 5.2.1',
  '550 5.1.1 No such user; see our rate limits',
]

test.each(throttles)('%j is a mailbox that takes no more for now, and costs nobody the letters', (said) => {
  const { status, replyCode } = readQuotedReply(`host mx.readers.example said: ${said.replaceAll('\n', ' ')}`)
  expect(bounceKindOf(status, replyCode ?? undefined)).toBe('soft')
  for (const step of ['rcpt', 'content'] as const)
    expect(readSmtpFailure(new SmtpError(step, readSmtpReply(said)))).toMatchObject({
      kind: 'temporary',
      isAddressDead: false,
      isOfReader: true,
    })
})

test.each(closed)('%j is a mailbox that is no more', (said) => {
  const { status, replyCode } = readQuotedReply(`host mx.readers.example said: ${said.replaceAll('\n', ' ')}`)
  expect(bounceKindOf(status, replyCode ?? undefined)).toBe('hard')
  expect(readSmtpFailure(new SmtpError('rcpt', readSmtpReply(said)))).toMatchObject({
    kind: 'permanent',
    isAddressDead: true,
  })
})

test.each([
  ['5.2.1', '550 Daily receiving limit exceeded', 'soft'],
  ['5.2.1', '550 5.2.1 Daily receiving limit exceeded', 'soft'],
  ['5.2.1', '550 5.1.1 No such user', 'hard'],
  ['5.2.1', '550 Mailbox closed', 'hard'],
] as const)('a report of %s that quotes %j is a %s bounce', (status, quote, bounceKind) => {
  const report = `Action: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${quote}\r\n`
  expect(factsOfReport(readDeliveryReport(report))).toEqual([{ kind: 'bounced', bounceKind }])
})
