import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { testOrganisation } from '../../support/campaigns.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string
let campaign: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  admin = await site.as('admin')
  campaign = await site.begin('bad-input', editor)
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const post = (path: string, body?: unknown, as = editor): Promise<Answer> =>
  site.ask(path, { method: 'POST', as, body })
const put = (path: string, body: unknown, as = editor): Promise<Answer> => site.ask(path, { method: 'PUT', as, body })

describe('a time of sending is refused', () => {
  const instant = { mode: 'instant', date: '2026-06-01', time: '09:00', timeZone: 'Asia/Seoul' }

  test.each([
    [
      'an hour that the clocks skip',
      { ...instant, date: '2027-03-28', time: '01:30', timeZone: 'Europe/London' },
      'wall-time-missing',
      'time',
    ],
    [
      'an hour that comes twice',
      { ...instant, date: '2026-10-25', time: '01:30', timeZone: 'Europe/London' },
      'wall-time-ambiguous',
      'time',
    ],
    ['the past', { ...instant, date: '2026-05-12' }, 'schedule-in-past', 'date'],
    ['a slip in the year', { ...instant, date: '2062-06-01' }, 'schedule-too-far', 'date'],
  ])('%s', async (_, schedule, code, field) => {
    expectProblem(await put(`${campaign}/schedule`, schedule), { status: 422, code, errors: [{ field, code }] })
  })

  test('but an hour that comes twice is taken once it is said which', async () => {
    const twice = { ...instant, date: '2026-10-25', time: '01:30', timeZone: 'Europe/London' }
    const { json } = await put(`${campaign}/schedule`, { ...twice, occurrence: 'later' })
    expect(json['firstDueAt']).toBe('2026-10-25T01:30:00Z')
  })

  test.each([
    ['a day that does not exist', { ...instant, date: '2026-02-30' }, 'date', 'date-form'],
    ['a day in words', { ...instant, date: 'tomorrow' }, 'date', 'date-form'],
    ['hour 24', { ...instant, time: '24:00' }, 'time', 'time-form'],
    ['an unknown zone', { ...instant, timeZone: 'Asia/Pyongyong' }, 'timeZone', 'time-zone-unknown'],
    ['an offset for a zone', { ...instant, timeZone: '+09:00' }, 'timeZone', 'time-zone-unknown'],
    ['an unknown mode', { ...instant, mode: 'whenever' }, 'mode', 'not-one-of'],
    ['a field too many', { ...instant, repeat: 'daily' }, 'repeat', 'unknown-field'],
    ['a field too few', { mode: 'instant', date: '2026-06-01', time: '09:00' }, 'timeZone', 'missing'],
  ])('%s', async (_, schedule, field, code) => {
    expectProblem(await put(`${campaign}/schedule`, schedule), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field, code }],
    })
  })
})

const manySites = Array.from({ length: 21 }, (_, number) => `https://site-${number}.example`)
const kept = { leaverDays: 30, deliveryMonths: 24 }

describe('the organisation is refused', () => {
  test.each([
    [
      'a name that adds a header',
      { name: { ...testOrganisation.name, en: 'A\r\nBcc: x' } },
      400,
      'name.en',
      'text-not-plain',
    ],
    ['an empty name', { name: { ...testOrganisation.name, ko: '' } }, 400, 'name.ko', 'text-empty'],
    ['no postal address', { postalAddress: undefined }, 400, 'postalAddress', 'missing'],
    [
      'a sender that adds a header',
      { senderAddress: 'letters@news.example\r\nBcc: x@leak.example' },
      422,
      'senderAddress',
      'address-malformed',
    ],
    ['two senders', { senderAddress: 'a@news.example, b@news.example' }, 422, 'senderAddress', 'address-malformed'],
    ['a contact that is no address', { contactAddress: 'nobody' }, 422, 'contactAddress', 'address-malformed'],
    ['an unknown zone', { timeZone: 'Seoul' }, 400, 'timeZone', 'time-zone-unknown'],
    ['a site without HTTPS', { embedOrigins: ['http://www.spring.example'] }, 400, 'embedOrigins.0', 'origin-form'],
    ['a page for a site', { embedOrigins: ['https://a.example/page'] }, 400, 'embedOrigins.0', 'origin-form'],
    ['more sites than anyone looks after', { embedOrigins: manySites }, 400, 'embedOrigins', 'too-many'],
    [
      'a retention for ever',
      { retention: { ...kept, deliveryMonths: 999 } },
      400,
      'retention.deliveryMonths',
      'too-large',
    ],
    [
      'a key without HTTPS',
      { imprint: { encryptionKeyUrl: 'http://a.example/key' } },
      400,
      'imprint.encryptionKeyUrl',
      'link-not-https',
    ],
    [
      'a country in one language',
      { imprint: { hostingCountry: { en: 'Iceland' } } },
      400,
      'imprint.hostingCountry.ko',
      'missing',
    ],
    [
      'a mailbox for weaknesses that is none',
      { imprint: { securityContact: 'x' } },
      400,
      'imprint.securityContact',
      'address-malformed',
    ],
  ])('%s', async (_, change, status, field, code) => {
    const answer = await put('/api/organisation', { ...testOrganisation, ...change }, admin)
    expectProblem(answer, { status, code: status === 400 ? 'input-invalid' : code, errors: [{ field, code }] })
  })
})

describe('a new campaign is refused', () => {
  test.each([
    ['a slug with capitals', { name: 'A', slug: 'Defectors-Day' }, 'slug', 'slug-form'],
    ['a slug that leads elsewhere', { name: 'A', slug: '../admin' }, 'slug', 'slug-form'],
    ['a blank name', { name: '  ', slug: 'a' }, 'name', 'text-empty'],
    ['a name in two lines', { name: 'A\nB', slug: 'a' }, 'name', 'text-not-plain'],
    ['an unknown kind', { name: 'A', slug: 'a', kind: 'spam' }, 'kind', 'not-one-of'],
    ['a day that does not exist', { name: 'A', slug: 'a', occursOn: '2026-13-01' }, 'occursOn', 'date-form'],
    ['the year 0', { name: 'A', slug: 'a', occursOn: '0000-01-01' }, 'occursOn', 'date-form'],
  ])('%s', async (_, body, field, code) => {
    expectProblem(await post('/api/campaigns', body), { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test('a slug that is taken', async () => {
    await site.begin('taken', editor)
    const answer = await post('/api/campaigns', { name: 'Another', slug: 'taken' })
    expectProblem(answer, { status: 409, code: 'campaign-name-taken', errors: [{ field: 'slug' }] })
  })
})

describe('a request is refused', () => {
  test.each(['{', 'null,', '[1', '{"name": }', '\u0000'])('that is not JSON: %j', async (body) => {
    expectProblem(await post('/api/campaigns', body), { status: 400, code: 'input-invalid' })
  })

  test.each(['null', '[]', '"text"', '12'])('whose JSON is no object: %s', async (body) => {
    expectProblem(await post('/api/campaigns', body), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: '', code: 'wrong-type' }],
    })
  })

  test('without the body that it needs', async () => {
    expectProblem(await post('/api/campaigns'), { status: 400, code: 'input-invalid' })
  })

  test('with a body over the limit, or one that says it is', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(limits.apiBodyBytesMax) })
    expectProblem(await post('/api/campaigns', body), { status: 413, code: 'body-too-large' })
    const declared = await site.ask('/api/campaigns', {
      method: 'POST',
      as: editor,
      body: '{}',
      headers: { 'Content-Length': '99999999' },
    })
    expectProblem(declared, { status: 413, code: 'body-too-large' })
  })

  test('with JSON nested without end', async () => {
    const depth = 200_000
    expectProblem(await post('/api/campaigns', '['.repeat(depth) + ']'.repeat(depth)), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: '', code: 'wrong-type' }],
    })
  })

  test.each(['/api', '/api/nothing', '/api/campaigns/x/y/z', '/api/auth', '/api/auth/nothing'])(
    'for %s, where nothing is',
    async (path) => {
      expectProblem(await site.ask(path, { as: editor }), { status: 404, code: 'not-found' })
    },
  )

  test.each([
    ['DELETE', '/api/campaigns', 'GET, POST'],
    ['PATCH', '/api/organisation', 'GET, PUT'],
    ['POST', '/api/me', 'GET, PATCH'],
    ['GET', '/api/sending/stop', 'POST'],
  ])('as %s %s', async (method, path, allow) => {
    const answer = await site.ask(path, { method, as: editor })
    expectProblem(answer, { status: 405, code: 'method-not-allowed' })
    expect(answer.headers.get('Allow')).toBe(allow)
  })

  test.each(['1', 'null', '%00', '..%2f..', 'not-a-uuid', '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'])(
    'for a campaign with the id %s',
    async (id) => {
      for (const path of ['', '/report', '/preview?locale=en']) {
        expectProblem(await site.ask(`/api/campaigns/${id}${path}`, { as: editor }), { status: 404, code: 'not-found' })
      }
    },
  )

  test.each([
    ['/api/campaigns?before=yesterday', 'before', 'wrong-form'],
    ['/api/facts?q=%00', 'q', 'text-not-plain'],
    [`/api/facts?q=${'x'.repeat(101)}`, 'q', 'too-long'],
  ])('for %s', async (path, field, code) => {
    expectProblem(await site.ask(path, { as: editor }), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field, code }],
    })
  })

  test('for a preview in no language, in a language that is not spoken here, or in another format', async () => {
    const preview = (query: string) => site.ask(`${campaign}/preview${query}`, { as: editor })
    const refused = (field: string, code: string) => ({ status: 400, code: 'input-invalid', errors: [{ field, code }] })
    expectProblem(await preview(''), refused('locale', 'not-one-of'))
    expectProblem(await preview('?locale=fr'), refused('locale', 'not-one-of'))
    expectProblem(await preview('?locale=en&format=pdf'), refused('format', 'not-one-of'))
    expectProblem(await preview('?locale=en'), { status: 409, code: 'revision-missing' })
  })
})

describe('a refusal is worded', () => {
  const ask = (headers: Record<string, string>, as = editor) => site.ask('/api/nothing', { as, headers })

  test('in the language of the request', async () => {
    const korean = await ask({ 'Accept-Language': 'ko-KR,ko;q=0.9,en;q=0.8' })
    expect(korean.headers.get('Content-Language')).toBe('ko')
    expect(korean.json['title']).toBe('찾으시는 것이 없습니다')
    expect((await ask({ 'Accept-Language': 'en-GB' })).json['title']).toBe('There is nothing here')
  })

  test('in the member’s own language where the request names none of ours', async () => {
    const { email } = await site.join('editor', { locale: 'ko' })
    const as = await site.signIn(email)
    expect((await ask({ 'Accept-Language': 'fr' }, as)).headers.get('Content-Language')).toBe('ko')
    expect((await ask({}, as)).headers.get('Content-Language')).toBe('ko')
  })
})
