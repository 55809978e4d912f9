import { expect, test } from 'vitest'
import { digestText } from '#crypto/manifest-keys'
import { compareLetter, missingSigns } from '#domain/compare-letter'
import { formatLetterCode } from '#domain/letter-code'
import { describeSentLetter } from '#domain/letter-manifest'
import type { CompiledLetter, Segments } from '#domain/mail-template'
import { copiedWords, isMessageSource, type ReceivedMail } from '#domain/received-mail'

const origin = 'https://news.example.org'
const code = formatLetterCode(4_242_424_242n)
const foot: Segments = [
  `\nCode ${code}\nPhrase: `,
  { slot: 'phrase' },
  '\n',
  { slot: 'preferencesUrl' },
  '\n',
  { slot: 'unsubscribeUrl' },
]
const compiled: CompiledLetter = {
  locale: 'en',
  subject: 'A day',
  greeting: { anonymous: 'Hello,', named: 'Hello {name},' },
  text: [{ slot: 'greeting' }, '\nRead https://source.example/a', ...foot],
  html: ['<p>', { slot: 'greeting' }, '</p><a href="https://source.example/a">Read</a> ', code],
}
const sender = { name: { en: 'Us', ko: '저희' }, address: 'letters@news.example', replyTo: 'hello@news.example' }
const sentAt = Temporal.Instant.from('2026-07-14T00:00:00Z')
const manifest = describeSentLetter(
  { organisation: sender.name, origin, code, sender, sentAt, letters: new Map([['en', compiled]]), preheaders: {} },
  digestText,
)
const house = { origin, senderAddress: sender.address }
const text = (greeting: string): string =>
  `${greeting}\nRead https://source.example/a\nCode ${code}\nPhrase: river stone\n${origin}/preferences?lang=en\n${origin}/u/abc`
const genuine: ReceivedMail = {
  subject: 'A day',
  from: 'Letters@news.example',
  fromName: '저희',
  replyTo: ['hello@news.example'],
  writtenAt: sentAt.add({ hours: 20 }),
  text: text('Hello Kim,'),
  html: null,
  listFields: '',
  hasFiles: false,
}
const lacks = (change: Partial<ReceivedMail>): readonly string[] =>
  missingSigns(compareLetter({ ...genuine, ...change }, { manifest, house }, digestText))

test('a letter that came as text alone lacks nothing, and its formatted part is not judged', () => {
  const { signs, language } = compareLetter(genuine, { manifest, house }, digestText)
  expect(lacks({})).toEqual([])
  expect([signs.html, signs['honest-links'], language]).toEqual(['unknown', 'unknown', 'en'])
})

test.each<[string, Partial<ReceivedMail>, string[]]>([
  ['a name with a link in it', { text: text('Hello www.evil.test,') }, ['links', 'text']],
  ['a name that is a host', { text: text('Hello Kim evil.test,') }, ['text']],
  ['a name that is a host with another dot', { text: text('Hello evil\u3002test,') }, ['text']],
  ['a name as long as a sentence', { text: text(`Hello ${'your account is closed '.repeat(4)},`) }, ['text']],
  ['no text part', { text: '', html: '<p>Hello,</p>' }, ['code', 'own-links', 'links', 'text', 'html']],
  ['another phrase than words', { text: text('Hello,').replace('river stone', 'call +44 20; now!') }, ['text']],
  ['an unsubscribe link elsewhere', { text: text('Hello,').replace('/u/abc', '/x/abc') }, ['links', 'text']],
  ['another name of the sender', { fromName: 'Us, +44 20 7946 0000' }, ['sender']],
  ['no name of the sender', { fromName: '' }, ['sender']],
  ['no date, or two', { writtenAt: 'unclear' }, ['date']],
  ['a second subject', { subject: '' }, ['subject']],
  ['nowhere to answer to', { replyTo: [] }, ['reply-address']],
  ['one more to answer to', { replyTo: [sender.replyTo, 'x@evil.test'] }, ['reply-address']],
  ['the date of another month', { writtenAt: sentAt.add({ hours: 24 * 31 }) }, ['date']],
  ['a file', { hasFiles: true }, ['no-files']],
])('%s is seen', (_what, change, signs) => {
  expect(lacks(change)).toEqual(signs)
})

test.each(['J.R. Kim', 'Dr. Kim', '김 선생님'])('%s is a name', (name) => {
  expect(lacks({ text: text(`Hello ${name},`) })).toEqual([])
})

test('of copied words only what they show is judged', () => {
  const words = copiedWords(`Hello, ${code} https://evil.test/x`)
  const { signs, missingLinks } = compareLetter(words, { manifest, house }, digestText)
  expect(missingSigns({ signs })).toEqual(['own-links', 'links'])
  expect([signs.code, signs.text, signs.sender, missingLinks]).toEqual(['agrees', 'unknown', 'unknown', []])
})

test('without a letter of ours the house alone is compared', () => {
  const html = '<a href="https://evil.test">news.example.org</a><a href="https://a.test">b.test</a>'
  const { signs, disguisedLinks } = compareLetter({ ...genuine, html }, { manifest: null, house }, digestText)
  expect(missingSigns({ signs })).toEqual(['code', 'honest-links'])
  expect(signs).toMatchObject({ sender: 'agrees', 'own-links': 'agrees', links: 'unknown', text: 'unknown' })
  expect(disguisedLinks).toEqual([{ says: 'news.example.org', leadsTo: 'evil[.]test/' }])
})

test('the source of a message is told from words copied out of one', () => {
  expect(isMessageSource('Received: by x\nFrom: a@b.example\n\nHello')).toBe(true)
  expect(isMessageSource('From: Us\nTo: me\nSubject: A day\n\nHello')).toBe(false)
  expect(isMessageSource('Hello\nMessage-ID: <x>')).toBe(false)
})
