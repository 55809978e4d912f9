import { expect, test } from 'vitest'
import { limits } from '#domain/limits'
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
    fromName: 'Us',
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
  ['two ways to take the body apart', ['Content-Type: text/plain', 'content-type : text/html'], { hasFiles: true }],
  ['two subjects', ['Subject: Other'], { subject: '' }],
  ['two dates', ['Date: Wed, 15 Jul 2026 09:00:00 +0900'], { writtenAt: 'unclear' }],
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

test('of several senders in one field none is the sender', async () => {
  const mail = await read('From: Us <letters@news.example>, Them <x@evil.test>', 'Subject: x', '', 'Hello')
  expect(mail).toMatchObject({ from: '', writtenAt: 'unclear' })
})

test('a part whose header says twice how it is read counts as more than what is shown', async () => {
  const withPart = (...header: string[]) =>
    read(
      ...plain,
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      ...header,
      '',
      '--c',
      'Content-Type: text/html',
      '',
      '<p>Pay here</p>',
      '--d',
      '',
      'Hello',
      '--b--',
    )
  const once = 'Content-Type: multipart/mixed; boundary=d'
  expect(await withPart(once)).toMatchObject({ hasFiles: false, html: null, text: expect.stringContaining('Hello') })
  expect(await withPart(once, 'X-Between: 1', 'Content-Type: multipart/mixed; boundary=c')).toMatchObject({
    hasFiles: true,
  })
})

test('a message of more lines than letters have is not taken apart', async () => {
  const lines = (count: number) => read(...plain, '', ...Array.from({ length: count }, () => ''), 'Hello')
  expect((await lines(100))?.text).toContain('Hello')
  expect(await lines(limits.reportedMailLinesMax)).toBeNull()
})

test('what is no message is none', async () => {
  for (const lines of [[''], ['words of somebody'], ['Subject: x', '', 'y']]) expect(await read(...lines)).toBeNull()
  const nested = Array.from(
    { length: 60 },
    (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`,
  )
  expect(await read('From: a@b.example', ...nested)).toBeNull()
})
