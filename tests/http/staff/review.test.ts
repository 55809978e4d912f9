import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { suppressAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import { buildRevision, realContents } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createStaffSite, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let approver: string
let id: string
let drafts = 0

const inAnHour = { mode: 'instant', date: '2026-05-13', time: '13:00', timeZone: 'Asia/Seoul' }

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  approver = await site.as('approver')
  for (let reader = 0; reader < 11; reader += 1) await addReader(site.world, { locale: 'en' })
  await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
})

afterAll(() => site[Symbol.asyncDispose]())

beforeEach(async () => {
  drafts += 1
  id = (await site.begin(`reviewed-${drafts}`, editor)).split('/').at(-1) ?? ''
})

const at = (path: string): string => `/api/campaigns/${id}${path}`
const get = (path: string, as = editor): Promise<Answer> => site.ask(at(path), { as })
const post = (path: string, body?: object, as = editor): Promise<Answer> =>
  site.ask(at(path), { method: 'POST', as, ...(body && { body }) })
const revise = (basedOn = 0, contents = realContents): Promise<Answer> =>
  post('/revisions', buildRevision({ basedOn, contents }))

/** A draft with words and a time that is in review. */
async function submit(): Promise<void> {
  expect((await revise()).status).toBe(201)
  expect((await site.ask(at('/schedule'), { method: 'PUT', as: editor, body: inAnHour })).status).toBe(200)
  expect((await post('/submit')).status).toBe(204)
}

describe('the history of a letter', () => {
  test('says who saved what, when each part last changed, and gives every version back', async () => {
    await revise()
    const { en, ko } = realContents
    if (en === undefined || ko === undefined) throw new Error('The letter lost a language.')
    await revise(1, { ko, en: { ...en, title: 'Another headline' } })
    const history = await get('/revisions')
    expect(history.json).toMatchObject({
      revisions: [{ number: 2, author: { name: expect.any(String) } }, { number: 1 }],
      next: null,
      lastApproved: null,
    })
    expect(history.json['changes']).toEqual(
      expect.arrayContaining([
        { locale: 'en', part: 'title', number: 2 },
        { locale: 'ko', part: 'title', number: 1 },
        { locale: 'en', part: 'body', number: 1 },
      ]),
    )
    expect((await get('/revisions/1')).json).toMatchObject({ number: 1, contents: { en: { title: en.title } } })
    expect((await get('/revisions?before=2')).json['revisions']).toHaveLength(1)
    expect((await get('/revisions/3')).status).toBe(404)
    expect((await get('/revisions/first')).status).toBe(404)
  })

  test('says which version was the first to say that a translation still follows', async () => {
    await revise()
    const { en, ko } = realContents
    if (en === undefined || ko === undefined) throw new Error('The letter lost a language.')
    const contents = { ko, en: { ...en, title: 'Another headline' } }
    const inStep = [{ locale: 'ko', part: 'title' }]
    await revise(1, contents)
    await post('/revisions', { ...buildRevision({ basedOn: 2, contents }), inStep })
    await revise(3, contents)
    expect((await get('/revisions')).json['revisions']).toMatchObject([
      { number: 4, inStep: [] },
      { number: 3, inStep },
      { number: 2, inStep: [] },
      { number: 1, inStep: [] },
    ])
    expect((await get('/revisions?before=4')).json['revisions']).toMatchObject([
      { inStep },
      { inStep: [] },
      { inStep: [] },
    ])
    expect((await get('')).json['revision']).toMatchObject({ number: 4, inStep })
  })

  test('takes no translation for one in step that the letter has not', async () => {
    const { en } = realContents
    if (en === undefined) throw new Error('The letter lost a language.')
    const revision = buildRevision({ contents: { en } })
    const say = (one: object) => post('/revisions', { ...revision, inStep: [one] })
    expect((await say({ locale: 'ko', part: 'title' })).json).toMatchObject({
      code: 'language-missing',
      errors: [{ field: 'inStep' }],
    })
    expect((await say({ locale: 'en', part: 'footer' })).json).toMatchObject({ code: 'input-invalid' })
  })

  test('does not tell of a language that was taken out', async () => {
    const { en } = realContents
    if (en === undefined) throw new Error('The letter lost a language.')
    await revise()
    await revise(1, { en })
    const changes = JSON.stringify((await get('/revisions')).json['changes'])
    expect(changes).toContain('"en"')
    expect(changes).not.toContain('"ko"')
  })
})

describe('comments', () => {
  test('stand beside the version that was read, until somebody settles them', async () => {
    await revise()
    const said = await post('/comments', { text: 'Is there a newer figure?\nI found none.' }, approver)
    expect(said.status).toBe(201)
    const commentId = textOf(said.json['id'])
    expect((await get('/comments')).json['comments']).toMatchObject([
      { text: 'Is there a newer figure?\nI found none.', revision: 1, settledAt: null, settledBy: null },
    ])
    expect((await post(`/comments/${commentId}/settle`)).status).toBe(204)
    expect((await get('/comments')).json['comments']).toMatchObject([{ settledBy: { name: expect.any(String) } }])
    expect((await post(`/comments/${commentId}/settle`)).status).toBe(404)
  })

  test('are refused when they are empty or hold what cannot be shown', async () => {
    for (const text of [' \n ', 'a\u0007b', 'x'.repeat(2_001)]) {
      const refused = await post('/comments', { text })
      expect([refused.status, refused.json['errors']]).toMatchObject([400, [{ field: 'text' }]])
    }
  })
})

describe('sending back', () => {
  test('makes it a draft again, says why, and is forgotten when it is submitted anew', async () => {
    await submit()
    const returned = await post('/return', { text: 'Leave out the town.' }, approver)
    expect(returned.status).toBe(204)
    expect((await get('')).json).toMatchObject({
      status: 'draft',
      submittedAt: null,
      returnedAt: expect.any(String),
      returnedBy: { name: expect.any(String) },
    })
    expect((await get('/comments')).json['comments']).toMatchObject([{ text: 'Leave out the town.' }])
    expect((await post('/return', { text: 'Again.' }, approver)).json).toMatchObject({ code: 'campaign-not-submitted' })
    expect((await post('/submit')).status).toBe(204)
    expect((await get('')).json).toMatchObject({ status: 'in-review', returnedAt: null, returnedBy: null })
  })

  test('is for whoever may approve', async () => {
    await submit()
    expect((await post('/return', { text: 'Mine.' })).json).toMatchObject({ code: 'role-missing' })
  })
})

describe('a letter to oneself', () => {
  test('is asked for in the language of the account, and not before there is a letter', async () => {
    expect((await post('/test')).json).toMatchObject({ code: 'revision-missing' })
    await revise()
    const asked = await post('/test')
    expect([asked.status, asked.json]).toEqual([202, { locale: 'en' }])
  })
})

describe('a letter on its way', () => {
  test('is followed by its counts, once or as they come, and told by language without small counts', async () => {
    await submit()
    const { fingerprint } = (await get('')).json
    const approved = await post('/approve', { fingerprint }, approver)
    expect(approved.status).toBe(204)
    expect((await get('/progress')).json).toMatchObject({ status: 'scheduled', account: { frozen: 0 }, zones: [] })
    site.clock.advance({ hours: 1 })
    await releaseDueCampaigns(site.world)
    expect((await get('/progress')).json).toMatchObject({
      status: 'sending',
      zones: [{ timeZone: '*', dueAt: '2026-05-13T04:00:00Z', frozen: 0, settled: 0 }],
    })
    const stream = await site.fetch(`${site.world.publicUrl}${at('/progress')}`, {
      headers: { Cookie: editor, Accept: 'text/event-stream' },
    })
    expect(stream.headers.get('Content-Type')).toContain('text/event-stream')
    const reader = stream.body?.getReader()
    const chunk: unknown = (await reader?.read())?.value
    const first = new TextDecoder().decode(chunk instanceof Uint8Array ? chunk : undefined)
    await reader?.cancel()
    expect(first).toMatch(/^event: progress\ndata: \{"status":"sending"/)
    const outcome = await get('/outcome')
    expect(site.bugs).toEqual([])
    expect(outcome.json).toEqual({ languages: [], stretchMinutes: 1, overTime: [] })
  })
})

test('an audience is counted by zone as well, and whoever may not be mailed apart, in tens and few not at all', async () => {
  const { email } = await addReader(site.world, { locale: 'en' })
  const { blindIndex, database } = site.world
  await suppressAddress(database, blindIndex.suppression(parseEmailAddress(email)), 'bounced', site.world.now())
  const audience = { topics: [], exceptTopics: [], locales: [], timeZones: [] }
  const counted = await site.ask('/api/audience/count', { method: 'POST', as: editor, body: { audience } })
  expect(counted.json).toMatchObject({
    total: 10,
    byLocale: { en: 10, ko: null },
    byTimeZone: [
      { timeZone: 'Europe/London', count: 10 },
      { timeZone: 'Asia/Seoul', count: null },
    ],
    suppressed: null,
  })
})
