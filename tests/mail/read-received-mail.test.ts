import { expect, test } from 'vitest'
import { readReceivedMail } from '#mail/read-received-mail'

const read = (...lines: string[]) => readReceivedMail(new TextEncoder().encode(lines.join('\r\n')))
const plain = [
  'From: Us <letters@news.example>',
  'Subject: =?utf-8?B?7KCc66qp?=',
  'Date: Tue, 14 Jul 2026 09:00:00 +0900',
]

test('a message is read as a mail program shows it', async () => {
  expect(
    await read(...plain, 'Reply-To: a@news.example, b@news.example', 'List-Help: <https://x.example/>', '', 'Hello'),
  ).toEqual({
    subject: '제목',
    from: 'letters@news.example',
    replyTo: ['a@news.example', 'b@news.example'],
    writtenAt: Temporal.Instant.from('2026-07-14T00:00:00Z'),
    text: 'Hello\n',
    html: null,
    listFields: '<https://x.example/>',
    hasFiles: false,
  })
})

test.each([
  ['two senders', ['From: x@evil.test'], { from: '' }],
  ['two subjects', ['Subject: Other'], { subject: '' }],
  ['two dates', ['Date: Wed, 15 Jul 2026 09:00:00 +0900'], { writtenAt: null }],
])('what stands twice, and so may be shown as either, counts as missing: %s', async (_what, more, expected) => {
  expect(await read(...plain, ...more, '', 'Hello')).toMatchObject(expected)
})

test('a message inside of the message is a file, and none of what is said', async () => {
  const mail = await read(
    ...plain,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'outer',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: inner',
    '',
    'the genuine letter',
    '--b--',
  )
  expect(mail?.hasFiles).toBe(true)
  expect(mail?.text).not.toContain('genuine')
})

test('what is no message is none', async () => {
  for (const lines of [[''], ['words of somebody'], ['Subject: x', '', 'y']]) expect(await read(...lines)).toBeNull()
  const nested = Array.from(
    { length: 60 },
    (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`,
  )
  expect(await read('From: a@b.example', ...nested)).toBeNull()
})
