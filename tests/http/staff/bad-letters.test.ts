import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LetterContents } from '#domain/letter'
import { buildRevision, realContents } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let campaign: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  campaign = await site.begin('bad-letters', editor)
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const post = (path: string, body?: unknown): Promise<Answer> => site.ask(path, { method: 'POST', as: editor, body })
const put = (path: string, body: unknown): Promise<Answer> => site.ask(path, { method: 'PUT', as: editor, body })

/** The real letter with one part of its English text changed. */
function withEnglish(change: object): LetterContents {
  return { ...realContents, en: { ...realContents.en, ...change } } as LetterContents
}

const paragraph = (inline: object) => ({ type: 'doc', content: [{ type: 'paragraph', content: [inline] }] })
const linked = (href: unknown) => paragraph({ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] })

describe('a letter is refused', () => {
  const hrefPath = 'contents.en.body.content.0.content.0.marks.0.attrs.href'
  const textPath = 'contents.en.body.content.0.content.0.text'
  const ask = { heading: 'Do', text: 'One thing', label: 'Do it', url: 'https://news.example/do' }

  test.each([
    [
      'a subject that adds a header',
      { subject: 'Hello\r\nBcc: everyone@leak.example' },
      'contents.en.subject',
      'text-not-plain',
    ],
    ['a line feed in the preheader', { preheader: 'one\ntwo' }, 'contents.en.preheader', 'text-not-plain'],
    ['a bell in the title', { title: 'ring\u0007' }, 'contents.en.title', 'text-not-plain'],
    [
      'a direction override in the content note',
      { contentNote: 'abc\u202Edef' },
      'contents.en.contentNote',
      'text-not-plain',
    ],
    ['a carriage return in the body', { body: paragraph({ type: 'text', text: 'a\rb' }) }, textPath, 'text-not-plain'],
    ['U+0000 in the body', { body: paragraph({ type: 'text', text: 'a\u0000b' }) }, textPath, 'text-not-plain'],
    ['a merge mark in the body', { body: paragraph({ type: 'text', text: 'a\ue000b' }) }, textPath, 'text-not-plain'],
    [
      'half a character in the body',
      { body: paragraph({ type: 'text', text: 'a\ud800b' }) },
      textPath,
      'text-not-plain',
    ],
    ['a CRLF in the ask', { ask: { ...ask, heading: 'Do\r\n' } }, 'contents.en.ask.heading', 'text-not-plain'],
    ['an empty subject', { subject: ' ' }, 'contents.en.subject', 'text-empty'],
    ['a subject that is too long', { subject: 'x'.repeat(121) }, 'contents.en.subject', 'too-long'],
    ['an http link', { body: linked('http://news.example/') }, hrefPath, 'link-not-https'],
    ['a javascript: link', { body: linked('javascript:alert(1)') }, hrefPath, 'link-not-https'],
    ['a data: link', { body: linked('data:text/html,x') }, hrefPath, 'link-not-https'],
    ['a link with a password in it', { body: linked('https://user:word@news.example/') }, hrefPath, 'link-not-https'],
    ['a javascript: ask', { ask: { ...ask, url: 'javascript:alert(1)' } }, 'contents.en.ask.url', 'link-not-https'],
    [
      'a picture',
      { body: { type: 'doc', content: [{ type: 'image', attrs: { src: 'https://x.example' } }] } },
      'contents.en.body.content.0.type',
      'not-one-of',
    ],
    ['markup for a body', { body: '<p>Hello</p>' }, 'contents.en.body', 'wrong-type'],
    ['no body', { body: undefined }, 'contents.en.body', 'missing'],
    ['a field of its own', { sender: 'eve@leak.example' }, 'contents.en.sender', 'unknown-field'],
  ])('%s', async (_, change, field, code) => {
    const answer = await post(`${campaign}/revisions`, { ...buildRevision(), contents: withEnglish(change) })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test.each([
    ['no language at all', { contents: {} }, 'contents', 'language-missing'],
    [
      'a language that is not spoken here',
      { contents: { ...realContents, fr: realContents.en } },
      'contents.fr',
      'unknown-field',
    ],
    ['an audience in such a language', { audience: { locales: ['fr'] } }, 'audience.locales.0', 'not-one-of'],
    ['such a fallback', { fallbackLocale: 'fr' }, 'fallbackLocale', 'not-one-of'],
    [
      'a zone that does not exist',
      { audience: { timeZones: ['Mars/Olympus'] } },
      'audience.timeZones.0',
      'time-zone-unknown',
    ],
    ['a number for a text', { basedOn: '0' }, 'basedOn', 'wrong-type'],
    ['a negative number', { basedOn: -1 }, 'basedOn', 'too-small'],
    ['U+0000 in a topic', { audience: { topics: ['un\u0000watch'] } }, 'audience.topics.0', 'text-not-plain'],
  ])('%s', async (_, change, field, code) => {
    const answer = await post(`${campaign}/revisions`, { ...buildRevision(), ...change })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test('an unknown fact', async () => {
    const body = paragraph({ type: 'factCitation', attrs: { factId: 'ZZZ-99' } })
    const answer = await post(`${campaign}/revisions`, buildRevision({ contents: withEnglish({ body }) }))
    expectProblem(answer, { status: 422, code: 'fact-unknown', errors: [{ field: 'contents.en' }] })
  })

  test('an unknown topic', async () => {
    const audience = { topics: ['gossip'], exceptTopics: [], locales: [], timeZones: [] }
    const answer = await post(`${campaign}/revisions`, buildRevision({ audience }))
    expectProblem(answer, { status: 422, code: 'topic-unknown', errors: [{ field: 'audience.topics' }] })
  })

  test('several faults at once, each once', async () => {
    const contents = withEnglish({ subject: 'a\r\nb', title: '', body: linked('http://x.example') })
    const { json } = await post(`${campaign}/revisions`, buildRevision({ contents }))
    expect(json['errors']).toMatchObject([
      { field: 'contents.en.subject' },
      { field: 'contents.en.title' },
      { field: hrefPath },
    ])
  })
})

describe('putting up for approval is refused', () => {
  const everyone = { topics: [], exceptTopics: [], locales: [], timeZones: [] }
  const soon = { mode: 'instant', date: '2026-05-20', time: '09:00', timeZone: 'Asia/Seoul' }

  test('step by step, naming the next thing to mend', async () => {
    const path = await site.begin('step-by-step', editor)
    const submit = () => post(`${path}/submit`)
    const [{ en }, { ko }] = [realContents, realContents]
    expectProblem(await submit(), { status: 409, code: 'revision-missing' })

    await post(`${path}/revisions`, buildRevision({ contents: { en } as LetterContents, audience: everyone }))
    expectProblem(await submit(), { status: 422, code: 'schedule-missing', errors: [{ field: 'schedule' }] })

    await put(`${path}/schedule`, soon)
    expectProblem(await submit(), { status: 409, code: 'audience-empty', errors: [{ field: 'audience' }] })

    await addReader(site.world, { locale: 'en' })
    await addReader(site.world, { locale: 'ko' })
    const missing = await submit()
    expectProblem(missing, { status: 422, code: 'language-missing', errors: [{ field: 'contents' }] })
    expect(missing.json['detail']).toContain('The Korean text is missing.')

    await post(`${path}/revisions`, {
      ...buildRevision({ contents: { en, ko } as LetterContents, acknowledgedFacts: [] }),
      basedOn: 1,
    })
    expectProblem(await submit(), { status: 409, code: 'fact-unacknowledged', errors: [{ field: 'contents.en' }] })

    await post(`${path}/revisions`, { ...buildRevision(), basedOn: 2 })
    expect((await submit()).status).toBe(204)
  })

  test('for a time that has passed since', async () => {
    const path = await site.begin('passed-since', editor)
    await post(`${path}/revisions`, buildRevision())
    await put(`${path}/schedule`, soon)
    site.clock.advance({ days: 10 })
    expectProblem(await post(`${path}/submit`), { status: 422, code: 'schedule-in-past', errors: [{ field: 'date' }] })
    site.clock.advance({ days: -10 })
  })
})

describe('a refused letter', () => {
  test('is explained field by field in the language of the request', async () => {
    const { json } = await site.ask(`${campaign}/revisions`, {
      method: 'POST',
      as: editor,
      headers: { 'Accept-Language': 'ko' },
      body: {
        ...buildRevision(),
        basedOn: 'x',
        contents: withEnglish({ subject: 'a\nb', title: 'x'.repeat(200) }),
        more: 1,
      },
    })
    expect(json['title']).toBe('보내신 내용을 읽을 수 없습니다')
    expect(json['errors']).toMatchObject([
      { field: 'basedOn', message: '형식이 다릅니다. 숫자여야 합니다.' },
      { field: 'contents.en.subject', message: expect.stringMatching(/^제어 문자나/) },
      { field: 'contents.en.title', message: '120자까지 쓸 수 있습니다.' },
      { field: 'more', message: '여기에는 이런 이름의 항목이 없습니다. 철자를 확인하거나 빼 주세요.' },
    ])
  })
})
