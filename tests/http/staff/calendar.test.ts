import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarKept } from '#database/tables'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let translator: string

beforeAll(async () => {
  site = await createStaffSite({ now: '2026-06-30T03:00:00Z' })
  await site.world.database.update(calendarKept).set({ since: Temporal.PlainDate.from('2026-06-01') })
  editor = await site.as('editor')
  translator = await site.as('translator')
})

afterAll(() => site[Symbol.asyncDispose]())

const post = (path: string, body: object = {}, as = editor) => site.ask(path, { method: 'POST', as, body })
const calendar = async (from: string, to: string): Promise<Json> =>
  (await site.ask(`/api/calendar?from=${from}&to=${to}`, { as: editor })).json
const itemsOf = (list: Json | undefined): Json[] => Object.values(list ?? {})
const find = (list: Json | undefined, is: (item: Json) => boolean): Json => {
  const found = itemsOf(list).find(is)
  if (!found) throw new Error('The list has no such item.')
  return found
}

describe('planning, in order', () => {
  test('says what it did, and does nothing when it is repeated', async () => {
    const first = await post('/api/planning')
    expect(first.status).toBe(200)
    expect(first.json).toMatchObject({ created: expect.any(Number), moved: 0, voided: 0 })
    expect(Number(first.json['created'])).toBeGreaterThan(2)
    expect((await post('/api/planning')).json).toEqual({ created: 0, moved: 0, voided: 0, told: 0 })
    expectProblem(await post('/api/planning', {}, translator), { status: 403, code: 'role-missing' })
  })

  test('is seen in the calendar: the day, its steps, and the draft of each', async () => {
    const { occurrences } = await calendar('2026-07-01', '2026-07-31')
    const day = find(occurrences, ({ observanceId }) => textOf(observanceId) === 'nk-defectors-day')
    expect(day).toMatchObject({
      name: { en: 'North Korean Defectors’ Day', ko: '북한이탈주민의 날' },
      occurrence: '2026-07-14',
      startsOn: '2026-07-14',
      certainty: 'fixed',
    })
    const step = find(day['steps'], ({ offsetDays }) => Number(offsetDays) === 0)
    expect(step).toMatchObject({
      kind: 'letter',
      purpose: 'day',
      plannedFor: '2026-07-14',
      draft: { name: 'North Korean Defectors’ Day 2026', status: 'draft', day: '2026-07-14', isTentative: false },
    })
    const draft = await site.ask(`/api/campaigns/${textOf(step['draft']?.['id'])}`, { as: editor })
    expect(draft.json).toMatchObject({ author: null, issueId: 'resettlement', revision: { author: null } })
  })

  test('is told in notices, which anybody of the staff can tick off', async () => {
    const list = async (only = 'open') => (await site.ask(`/api/notices?only=${only}`, { as: translator })).json
    const before = await list()
    expect(before).toMatchObject({ byMail: true, next: null })
    const notice = find(before['notices'], ({ kind }) => textOf(kind) === 'draft-created')
    expect(notice).toMatchObject({ campaign: { id: expect.any(String) }, doneAt: null, doneBy: null })
    const done = `/api/notices/${textOf(notice['id'])}/done`
    expect((await post(done, {}, translator)).status).toBe(204)
    expect((await post(done, {}, editor)).status).toBe(204)
    const open = itemsOf((await list())['notices'])
    expect(open.map(({ id }) => textOf(id))).not.toContain(textOf(notice['id']))
    const all = await list('all')
    expect(find(all['notices'], ({ id }) => textOf(id) === textOf(notice['id']))).toMatchObject({
      doneBy: { name: 'translator' },
    })
    expectProblem(await post('/api/notices/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/done'), {
      status: 404,
      code: 'not-found',
    })
  })
})

test('each member of staff says for themselves whether notices come by mail', async () => {
  const choose = (byMail: unknown) => site.ask('/api/me/notices', { method: 'PUT', as: translator, body: { byMail } })
  expect((await choose(false)).status).toBe(204)
  expect((await site.ask('/api/notices', { as: translator })).json).toMatchObject({ byMail: false })
  expect((await site.ask('/api/notices', { as: editor })).json).toMatchObject({ byMail: true })
  expectProblem(await choose('no'), {
    status: 400,
    code: 'input-invalid',
    errors: [{ field: 'byMail', code: 'wrong-type' }],
  })
})

test('letters of different occasions that come close for the same readers are flagged, a series by itself is not', async () => {
  const { crowded } = await calendar('2026-06-15', '2026-07-20')
  const stretches = itemsOf(crowded)
  expect(stretches.length).toBeGreaterThan(0)
  for (const { letters } of stretches) {
    const occasions = itemsOf(letters).map(({ observanceId }) => observanceId)
    expect(new Set(occasions).size).toBeGreaterThan(1)
  }
  const defectorsDay = (await calendar('2026-07-10', '2026-07-18'))['crowded']
  expect(defectorsDay).toEqual([])
})

test('a campaign that no playbook led to is in the calendar as well', async () => {
  const body = { name: 'A word in May', slug: 'a-word-in-may', occursOn: '2027-05-03' }
  const { json } = await post('/api/campaigns', body)
  const { campaigns } = await calendar('2027-05-01', '2027-05-31')
  expect(find(campaigns, ({ id }) => textOf(id) === textOf(json['id']))).toMatchObject({
    name: 'A word in May',
    status: 'draft',
    day: '2027-05-03',
  })
})

test.each([
  ['?from=2026-07-01', { field: 'to', code: 'missing' }],
  ['?from=2026-07-01&to=2026-02-30', { field: 'to', code: 'date-form' }],
  ['?from=2026-07-01&to=2026-06-30', { field: 'to', code: 'span-form' }],
  ['?from=2026-07-01&to=2027-10-01', { field: 'to', code: 'span-form' }],
])('a stretch that is none is refused: %s', async (query, error) => {
  expectProblem(await site.ask(`/api/calendar${query}`, { as: editor }), {
    status: 400,
    code: 'input-invalid',
    errors: [error],
  })
})

describe('a letter begins', () => {
  test('from an issue, with its brief and its ask in every language and for its readers', async () => {
    const body = { name: 'Starting over', slug: 'starting-over-brief', issueId: 'resettlement' }
    const { status, json } = await post('/api/campaigns', body)
    expect(status).toBe(201)
    const read = (await site.ask(`/api/campaigns/${textOf(json['id'])}`, { as: editor })).json
    expect(read).toMatchObject({
      kind: 'issue-brief',
      issueId: 'resettlement',
      author: { name: 'editor' },
      revision: {
        number: 1,
        acknowledgedFacts: [],
        contents: { en: { ask: { url: expect.stringMatching(/^https:/) } }, ko: { ask: { url: expect.any(String) } } },
      },
    })
    expect(read['revision']?.['audience']?.['topics']?.[0]).toEqual(expect.any(String))
    expectProblem(await post('/api/campaigns', { ...body, slug: 'another', issueId: 'no-such-issue' }), {
      status: 422,
      code: 'issue-unknown',
      errors: [{ field: 'issueId' }],
    })
  })

  test('from a step of a playbook, by hand', async () => {
    const step = { observanceId: 'human-rights-day', nominalDate: '2026-12-10', offsetDays: -7 }
    const { status, json, headers } = await post('/api/planning/drafts', step)
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/campaigns/${textOf(json['id'])}`)
    expectProblem(await post('/api/planning/drafts', step), { status: 409, code: 'draft-exists' })
    expectProblem(await post('/api/planning/drafts', { ...step, offsetDays: -30 }), {
      status: 422,
      code: 'step-unknown',
      errors: [{ field: 'offsetDays' }],
    })
    expectProblem(await post('/api/planning/drafts', step, translator), { status: 403, code: 'role-missing' })
  })

  test('from last year’s, with every fact named that wants looking at', async () => {
    const { json } = await post('/api/planning/drafts', {
      observanceId: 'nk-defectors-day',
      nominalDate: '2027-07-14',
      offsetDays: 0,
    })
    const clone = await post(`/api/campaigns/${textOf(json['id'])}/clone`)
    expect(clone.status).toBe(409)
    const asked = await post(`/api/campaigns/${textOf(json['id'])}/clone`, {
      name: 'Neighbours',
      slug: 'neighbours',
      occursOn: '2028-07-14',
    })
    expect(asked.status).toBe(201)
    expect(asked.json['facts']).toEqual(
      expect.arrayContaining([expect.objectContaining({ factId: expect.any(String), isRetired: false })]),
    )
    expectProblem(await post('/api/campaigns/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/clone'), {
      status: 404,
      code: 'not-found',
    })
  })
})

test('no part of it is there for somebody who is not signed in', async () => {
  for (const [method, path] of [
    ['GET', '/api/calendar?from=2026-07-01&to=2026-07-31'],
    ['GET', '/api/notices'],
    ['PUT', '/api/me/notices'],
    ['POST', '/api/planning'],
    ['POST', '/api/planning/drafts'],
    ['POST', '/api/notices/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/done'],
    ['POST', '/api/campaigns/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/clone'],
  ] as const) {
    expect([path, (await site.ask(path, { method, body: method === 'GET' ? undefined : {} })).status]).toEqual([
      path,
      401,
    ])
  }
})
