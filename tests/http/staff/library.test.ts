import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listChain } from '#database/audit-queries'
import { seed, seededIssue } from '../../domain/support/seed.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  admin = await site.as('admin')
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const get = (path: string): Promise<Answer> => site.ask(`/api/library${path}`, { as: editor })
const put = (path: string, body: unknown, as = editor): Promise<Answer> =>
  site.ask(`/api/library${path}`, { method: 'PUT', as, body })
const post = (path: string, body?: unknown, as = editor): Promise<Answer> =>
  site.ask(`/api/library${path}`, { method: 'POST', as, body })
const versionOf = async (path: string): Promise<string> => textOf((await get(path)).json['version'])

describe('the library', () => {
  test('is listed as it was seeded, with the name of each entry and without its words', async () => {
    const { entries } = (await get('')).json
    const kinds = Object.groupBy(Object.values(entries ?? {}), (entry) => textOf(entry['kind']))
    expect(Object.entries(kinds).map(([kind, of]) => [kind, of?.length])).toEqual([
      ['observance', seed.observances.length],
      ['issue', seed.issues.length],
      ['playbook', seed.playbooks.series.length],
      ['letter', 1],
      ['topic', seed.topics.length],
      ['cause', 1],
      ['cautions', 1],
      ['purpose-words', 1],
    ])
    const listed = (await get('?kind=issue')).json['entries']?.[0]
    expect(listed).toMatchObject({ kind: 'issue', isFromSeed: true, editedAt: null, editedBy: null, retiredAt: null })
    expect(listed).not.toHaveProperty('entry')
    expect(listed?.['name']).toEqual({
      en: seededIssue(textOf(listed?.['id'])).brief.en.title,
      ko: seededIssue(textOf(listed?.['id'])).brief.ko.title,
    })
  })

  test('gives one entry whole', async () => {
    expect((await get('/issue/resettlement')).json['entry']).toEqual(seededIssue('resettlement'))
  })

  test.each(['/issue/no-such-issue', '/weather/resettlement', '/issue/..%2f', '/issue/UPPER'])(
    'has nothing at %s',
    async (path) => {
      expectProblem(await get(path), { status: 404, code: 'not-found' })
    },
  )
})

describe('an entry', () => {
  test('is changed by who saw it as it is, and is then the organisation’s own', async () => {
    const entry = seededIssue('resettlement')
    entry.brief.en.title = 'In our words'
    const saved = await put('/issue/resettlement', { basedOn: await versionOf('/issue/resettlement'), entry })
    expect(saved.status).toBe(200)
    const { json } = await get('/issue/resettlement')
    expect(json).toMatchObject({ version: saved.json['version'], entry: { brief: { en: { title: 'In our words' } } } })
    expect(json['editedAt']).toBe('2026-05-13T03:00:00Z')
    const actions = (await listChain(site.world.database, { after: 0, limit: 10_000 })).map(
      ({ action, subject }) => `${action} ${subject}`,
    )
    expect(actions).toContain('library-entry-saved issue/resettlement')
  })

  test('is not overwritten by who saw an older one, who gets the newer one to go on from', async () => {
    const entry = seededIssue('forced-repatriation')
    const basedOn = await versionOf('/issue/forced-repatriation')
    entry.brief.en.title = 'First'
    expect((await put('/issue/forced-repatriation', { basedOn, entry })).status).toBe(200)
    entry.brief.en.title = 'Second'
    const refused = await put('/issue/forced-repatriation', { basedOn, entry })
    expectProblem(refused, { status: 409, code: 'revision-outdated' })
    expect(refused.json['latest']).toEqual((await get('/issue/forced-repatriation')).json)
    expect(refused.json['latest']?.['entry']?.['brief']?.['en']?.['title']).toBe('First')
  })

  test('of two who change it at the same moment is changed by one', async () => {
    const basedOn = await versionOf('/issue/separated-families')
    const answers = await Promise.all(
      ['One', 'Two'].map((title) => {
        const entry = seededIssue('separated-families')
        entry.brief.en.title = title
        return put('/issue/separated-families', { basedOn, entry })
      }),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
  })

  test('is made anew where there is none, and is not made over one that is there', async () => {
    const entry = { ...seededIssue('resettlement'), id: 'housing' }
    expect((await put('/issue/housing', { basedOn: null, entry })).status).toBe(200)
    expect((await get('/issue/housing')).json).toMatchObject({ isFromSeed: false, entry: { id: 'housing' } })
    expectProblem(await put('/issue/housing', { basedOn: null, entry }), { status: 409, code: 'revision-outdated' })
  })

  test('keeps the words of the seed library when it is reset, and follows it again', async () => {
    const entry = { ...seededIssue('un-mechanisms'), topics: ['take-action'] }
    const path = '/issue/un-mechanisms'
    const basedOn = await versionOf(path)
    const { json } = await put(path, { basedOn, entry })
    expectProblem(await post(`${path}/reset`, { basedOn }), { status: 409, code: 'revision-outdated' })
    expect((await post(`${path}/reset`, { basedOn: json['version'] })).status).toBe(200)
    expect((await get(path)).json).toMatchObject({
      editedAt: null,
      entry: seededIssue('un-mechanisms'),
      version: basedOn,
    })
  })

  test('that was made here cannot be reset', async () => {
    const entry = { ...seededIssue('resettlement'), id: 'made-here' }
    const { json } = await put('/issue/made-here', { basedOn: null, entry })
    const refused = await post('/issue/made-here/reset', { basedOn: json['version'] })
    expectProblem(refused, { status: 409, code: 'seed-entry-missing' })
  })

  test('is retired and brought back, and is kept meanwhile', async () => {
    const path = '/playbook/human-rights-day'
    expect((await post(`${path}/retire`)).status).toBe(204)
    expect((await get(path)).json['retiredAt']).toBe('2026-05-13T03:00:00Z')
    site.clock.advance({ minutes: 1 })
    await post(`${path}/retire`)
    expect((await get(path)).json['retiredAt']).toBe('2026-05-13T03:00:00Z')
    expect((await post(`${path}/bring-back`)).status).toBe(204)
    expect((await get(path)).json['retiredAt']).toBeNull()
  })

  test.each(['/cause/cause/retire', '/fact/GBA-01/retire', '/issue/no-such-issue/retire', '/topic/weather/retire'])(
    '%s: what there is one of, what is retired elsewhere and what is not there cannot be retired',
    async (path) => {
      expectProblem(await post(path), { status: 404, code: 'not-found' })
    },
  )
})

describe('a topic', () => {
  test('is off the form while it is retired, and the last one stays', async () => {
    const offered = async (): Promise<string[]> =>
      Object.values((await site.ask('/api/topics', { as: editor })).json['topics'] ?? {}).map(({ id }) => textOf(id))
    const before = await offered()
    for (const id of before.slice(1)) expect((await post(`/topic/${id}/retire`)).status).toBe(204)
    expect(await offered()).toEqual(before.slice(0, 1))
    expectProblem(await post(`/topic/${before[0]}/retire`), { status: 409, code: 'topic-last' })
    for (const id of before.slice(1)) await post(`/topic/${id}/bring-back`)
    expect(await offered()).toEqual(before)
  })
})

describe('the cause and the cautions', () => {
  test.each(['cause', 'cautions'])('are for administrators: %s', async (kind) => {
    const { json } = await get(`/${kind}/${kind}`)
    const body = { basedOn: json['version'], entry: json['entry'] }
    expectProblem(await put(`/${kind}/${kind}`, body), { status: 403, code: 'role-missing' })
    expect((await put(`/${kind}/${kind}`, body, admin)).status).toBe(200)
  })

  test('change what the first page says', async () => {
    const title = { en: 'Other letters', ko: '다른 편지' }
    const { json } = await get('/cause/cause')
    const entry = { ...seed.cause, title }
    expect((await put('/cause/cause', { basedOn: json['version'], entry }, admin)).status).toBe(200)
    expect((await site.ask('/')).text).toContain('<title>Other letters')
    expect((await site.ask('/?lang=ko')).text).toContain('<title>다른 편지')
  })

  test('have no second one', async () => {
    expectProblem(await put('/cause/another', { basedOn: null, entry: seed.cause }, admin), {
      status: 404,
      code: 'not-found',
    })
  })
})
