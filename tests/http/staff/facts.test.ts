import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { factExample } from '#http/staff/present-fact'
import facts from '#content/facts' with { type: 'json' }
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Json, type StaffSite } from './support/staff-site.ts'

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

const get = async (path: string): Promise<Json> => (await site.ask(path, { as: editor })).json
const send = (method: string, path: string, body: unknown) => site.ask(path, { method, as: editor, body })
const idsIn = (page: Json): string[] => Object.values(page['facts'] ?? {}).map((fact) => textOf(fact['id']))

async function every(query: string): Promise<string[]> {
  const ids: string[] = []
  let after = ''
  for (;;) {
    const page = await get(`/api/facts?${query}&after=${after}`)
    ids.push(...idsIn(page))
    if (page['next'] === null) return ids
    after = textOf(page['next'])
  }
}

describe('the fact ledger', () => {
  test('is read page by page, each fact once', async () => {
    const first = await get('/api/facts')
    expect(idsIn(first)).toHaveLength(Math.min(limits.pageSizeMax, facts.length))
    const ids = await every('q=')
    expect(ids.length).toBeGreaterThan(limits.pageSizeMax)
    expect(ids).toEqual(facts.map(({ id }) => id).toSorted())
  })

  test('is searched in both languages, and says what to look at first', async () => {
    const korean = await get(`/api/facts?q=${encodeURIComponent('크로싱 보더스에 따르면 2013년')}`)
    expect(korean['facts']).toMatchObject([{ id: 'CNT-01', asOf: '2013', concerns: expect.arrayContaining(['stale']) }])
    expect(korean['next']).toBeNull()
  })

  test.each([['%%%'], ['_____'], ['\\'], ["' or 1=1 --"], ['no such words']])(
    'takes %j for text, and finds nothing',
    async (words) => {
      expect((await get(`/api/facts?q=${encodeURIComponent(words)}`))['facts']).toEqual([])
    },
  )

  test('is narrowed to a subject', async () => {
    const ids = await every('subject=CNT')
    expect(ids).toEqual(
      facts
        .map(({ id }) => id)
        .filter((id) => id.startsWith('CNT-'))
        .toSorted(),
    )
    expect(await every('subject=C')).toEqual([])
  })

  test('is narrowed to what somebody should look at', async () => {
    const conflicting = facts.filter(({ conflictsWith }) => conflictsWith.length > 0).map(({ id }) => id)
    expect(await every('concern=conflicting')).toEqual(conflicting.toSorted())
    const disputed = facts.filter(({ certainty }) => certainty === 'disputed').map(({ id }) => id)
    expect(await every('concern=disputed')).toEqual(disputed.toSorted())
    expect((await every('concern=stale')).length).toBeGreaterThan(10)
  })

  test('is not narrowed by what it does not know', async () => {
    expectProblem(await site.ask('/api/facts?concern=boring&subject=cnt', { as: editor }), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'subject' }, { field: 'concern' }],
    })
  })
})

describe('a fact', () => {
  test('is added, read with its history, changed and retired', async () => {
    const added = await send('POST', '/api/facts', {
      id: 'NEW-01',
      fact: { ...factExample, conflictsWith: ['CNT-08'] },
    })
    expect([added.status, added.json, added.headers.get('Location')]).toEqual([
      201,
      { id: 'NEW-01' },
      '/api/facts/NEW-01',
    ])
    expect(await get('/api/facts/NEW-01')).toMatchObject({
      id: 'NEW-01',
      value: '223',
      concerns: ['conflicting'],
      conflicts: [{ id: 'CNT-08', statement: { en: expect.any(String) } }],
      history: [{ before: null, changedBy: 'editor', reason: null }],
      uses: [],
      retiredAt: null,
    })

    const changed = await send('PUT', '/api/facts/NEW-01', {
      fact: { ...factExample, value: 'about 220' },
      reason: 'Corrected in February.',
    })
    expect([changed.status, changed.json]).toEqual([200, { uses: [] }])
    expect(await get('/api/facts/NEW-01')).toMatchObject({
      value: 'about 220',
      conflicts: [],
      history: [{ before: { value: '223' }, after: { value: 'about 220' }, reason: 'Corrected in February.' }, {}],
    })

    const retire = (retired: boolean) => send('PUT', '/api/facts/NEW-01/retirement', { retired, reason: 'Withdrawn.' })
    expect((await retire(true)).status).toBe(200)
    expect([await every('q=NEW-01'), await every('q=NEW-01&retired=true')]).toEqual([[], ['NEW-01']])
    expect((await get('/api/facts/NEW-01'))['retiredAt']).toBe(site.world.now().toString())
    await retire(false)
    expect(await every('q=NEW-01')).toEqual(['NEW-01'])
  })

  test.each([
    ['no statement in one language', { statement: { en: 'One.' } }, 'fact.statement.ko', 'missing'],
    ['an empty statement', { statement: { en: '', ko: '하나.' } }, 'fact.statement.en', 'text-empty'],
    ['a line break in its source', { sourceTitle: 'a\nb' }, 'fact.sourceTitle', 'text-not-plain'],
    ['a day that does not exist', { asOf: '2025-02-30' }, 'fact.asOf', 'wrong-form'],
    ['a source without https', { sourceUrl: 'http://ministry.example/' }, 'fact.sourceUrl', 'link-not-https'],
    ['a certainty of its own', { certainty: 'certain' }, 'fact.certainty', 'not-one-of'],
    ['an age without a date', { asOf: null }, 'fact.staleAfterMonths', 'wrong-form'],
    ['no months until it is old', { staleAfterMonths: 0 }, 'fact.staleAfterMonths', 'too-small'],
    ['an age of a lifetime', { staleAfterMonths: 900 }, 'fact.staleAfterMonths', 'too-large'],
    ['a list for a value', { value: [1, 2] }, 'fact.value', 'wrong-form'],
    ['a field of its own', { colour: 'red' }, 'fact.colour', 'unknown-field'],
  ])('is refused with %s', async (_, change, field, code) => {
    const answer = await send('PUT', '/api/facts/CNT-01', { fact: { ...factExample, ...change }, reason: 'A test.' })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test('is not changed without a reason, nor added twice, nor read where there is none', async () => {
    expectProblem(await send('PUT', '/api/facts/CNT-01', { fact: factExample, reason: '' }), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'reason', code: 'text-empty' }],
    })
    expectProblem(await send('POST', '/api/facts', { id: 'CNT-01', fact: factExample }), {
      status: 409,
      code: 'fact-exists',
      errors: [{ field: 'id' }],
    })
    expectProblem(
      await send('PUT', '/api/facts/CNT-01', { fact: { ...factExample, conflictsWith: ['NOT-01'] }, reason: 'x' }),
      {
        status: 422,
        code: 'fact-unknown',
        errors: [{ field: 'conflictsWith' }],
      },
    )
    for (const id of ['NOT-01', 'x', '%00'])
      expectProblem(await site.ask(`/api/facts/${id}`, { as: editor }), { status: 404, code: 'not-found' })
  })
})
