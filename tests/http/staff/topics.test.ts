import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { syncLibrary } from '#actions/sync-library'
import { listChain } from '#database/audit-queries'
import { seed } from '../../domain/support/seed.ts'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Answer, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const rivers = {
  name: { en: 'Rivers', ko: '강' },
  description: { en: 'What happens to rivers.', ko: '강에 일어나는 일을 전합니다.' },
  hard: false,
}

const read = (id: string): Promise<Answer> => site.ask(`/api/library/topic/${id}`, { as: editor })
const write = (id: string, body: unknown, as = editor): Promise<Answer> =>
  site.ask(`/api/library/topic/${id}`, { method: 'PUT', as, body })
const post = (path: string, body?: unknown): Promise<Answer> =>
  site.ask(`/api/library/topic/${path}`, { method: 'POST', as: editor, body })
const order = (ids: readonly string[], as = editor): Promise<Answer> =>
  site.ask('/api/topics/order', { method: 'PUT', as, body: { ids } })

const listed = async (path: string): Promise<Json[]> =>
  Object.values((await site.ask(path, { as: editor })).json['topics'] ?? {})
const offered = async (): Promise<string[]> => (await listed('/api/topics')).map(({ id }) => textOf(id))
const usesOf = async (id: string): Promise<Json | undefined> =>
  (await listed('/api/topics/uses')).find((topic) => textOf(topic['id']) === id)

describe('a topic', () => {
  test('is added after the others, and stands on the form at once', async () => {
    const before = await offered()
    expect((await write('rivers', { basedOn: null, entry: rivers })).status).toBe(200)
    expect(await offered()).toEqual([...before, 'rivers'])
    expect((await site.ask('/?lang=ko')).text).toContain('강에 일어나는 일을 전합니다.')
    expect((await read('rivers')).json).toMatchObject({ isFromSeed: false, entry: rivers })
    expectProblem(await write('rivers', { basedOn: null, entry: rivers }), { status: 409, code: 'revision-outdated' })
  })

  test('is changed in every language, keeps its place, and is the organisation’s own from then on', async () => {
    const [first = ''] = await offered()
    const { json } = await read(first)
    const entry = { ...rivers, hard: true }
    expect((await write(first, { basedOn: json['version'], entry })).status).toBe(200)
    expect((await offered())[0]).toBe(first)
    const [kept] = await syncLibrary(site.world, { library: seed, isApplied: true })
    expect(kept).toMatchObject({ what: 'kept', kind: 'topic', id: first, fields: expect.arrayContaining(['hard']) })
    const changed = await read(first)
    expect((await post(`${first}/reset`, { basedOn: changed.json['version'] })).status).toBe(200)
    expect((await read(first)).json).toMatchObject({ editedAt: null, entry: json['entry'] })
    expect((await offered())[0]).toBe(first)
  })

  test('that was made here has nothing to be reset to', async () => {
    const { json } = await read('rivers')
    expectProblem(await post('rivers/reset', { basedOn: json['version'] }), {
      status: 409,
      code: 'seed-entry-missing',
    })
  })

  test.each<[string, object, string]>([
    ['a name that is missing in one language', { ...rivers, name: { en: 'Rivers', ko: '' } }, 'entry.name.ko'],
    ['a place, which is no part of it', { ...rivers, position: 3 }, 'entry.position'],
  ])('with %s is refused beside the field', async (_, entry, field) => {
    expectProblem(await write('lakes', { basedOn: null, entry }), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field }],
    })
  })

  test('is no matter of translators', async () => {
    const translator = await site.as('translator')
    expectProblem(await write('lakes', { basedOn: null, entry: rivers }, translator), {
      status: 403,
      code: 'role-missing',
    })
    expectProblem(await order(['rivers'], translator), { status: 403, code: 'role-missing' })
  })
})

describe('the order of topics', () => {
  test('is what somebody says, what they leave out comes after, and no topic counts as edited by it', async () => {
    const before = await offered()
    const [first = '', second = ''] = before
    expect((await order([second, first])).status).toBe(204)
    expect(await offered()).toEqual([second, first, ...before.slice(2)])
    expect((await usesOf(second))?.['editedAt']).toBeNull()
    expect(await syncLibrary(site.world, { library: seed, isApplied: false })).toEqual([])
    expect(await offered()).toEqual([second, first, ...before.slice(2)])
    const [last] = (await listChain(site.world.database, { after: 0, limit: 10_000 })).slice(-1)
    expect(last).toMatchObject({ action: 'topics-ordered' })
  })

  test('names nothing that is not there', async () => {
    expectProblem(await order(['weather']), {
      status: 422,
      code: 'topic-unknown',
      errors: [{ field: 'ids' }],
    })
  })
})

describe('what a topic is used for', () => {
  test('is told in letters, and in readers only where their number points at nobody', async () => {
    await addReader(site.world, { topics: ['rivers'] })
    expect(await usesOf('rivers')).toMatchObject({ letters: 0, unsent: 0, readers: null })
    expect(await usesOf('take-action')).toMatchObject({ readers: 0 })
    for (let more = 0; more < 10; more += 1) await addReader(site.world, { topics: ['rivers'] })
    expect(await usesOf('rivers')).toMatchObject({ readers: 10 })
  })

  test('counts a letter by its latest revision, and apart while it has not left', async () => {
    const issue = await site.ask('/api/campaigns', {
      method: 'POST',
      as: editor,
      body: { name: 'An issue', slug: 'an-issue', issueId: 'resettlement' },
    })
    expect(issue.status).toBe(201)
    const [topic = ''] = seed.issues.find(({ id }) => id === 'resettlement')?.topics ?? []
    expect(await usesOf(topic)).toMatchObject({ letters: 1, unsent: 1 })
    await site.ask(`/api/campaigns/${textOf(issue.json['id'])}/cancel`, { method: 'POST', as: editor })
    expect(await usesOf(topic)).toMatchObject({ letters: 1, unsent: 0 })
  })

  test('is told of a retired topic as well, whose readers stay', async () => {
    expect((await post('rivers/retire')).status).toBe(204)
    expect(await offered()).not.toContain('rivers')
    expect((await usesOf('rivers'))?.['readers']).toBe(10)
    expect((await usesOf('rivers'))?.['retiredAt']).toBe('2026-05-13T03:00:00Z')
    expect((await post('rivers/bring-back')).status).toBe(204)
    expect(await offered()).toContain('rivers')
  })
})
