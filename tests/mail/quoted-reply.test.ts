import { expect, test } from 'vitest'
import { readQuotedReply } from '#mail/quoted-reply'

test.for([
  [' 550 5.1.1 <minji@readers.example>: User unknown', 550, '5.1.1'],
  ['550-5.1.1 The email account does not exist', 550, '5.1.1'],
  ['550 #5.1.0 Address rejected.', 550, '5.1.0'],
  ["5.1.0 - Unknown address error 550-'5.1.1 unknown'", 550, '5.1.1'],
  ['host mx.readers.example[192.0.2.25] said: 452 4.2.2 Mailbox full', 452, '4.2.2'],
  ['554 delivery error: this user has no account', 554, null],
  ['550 Blocked. Others are told 550 5.1.1 instead.', 550, null],
  ['Sorry, no mailbox here by that name. (#5.1.1)', null, '5.1.1'],
  ['connect to 192.0.2.25:25: timed out', null, null],
  ['550 5.1.1.2 is no status', 550, null],
  ['', null, null],
] as const)('%o', ([quote, replyCode, status]) => {
  expect(readQuotedReply(quote)).toEqual({ replyCode, status })
})
