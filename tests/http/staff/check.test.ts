import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { harmRules } from '#domain/cautions'
import { checkRules, weighFinding } from '#domain/finding'
import { locales } from '#domain/locale'
import { presentChecked } from '#http/staff/present-finding'
import { buildRevision, realContents } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string
let campaign: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  admin = await site.as('admin')
  await addReader(site.world, { locale: 'en' })
  await addReader(site.world, { locale: 'ko' })
  const { json } = await site.ask('/api/campaigns', {
    method: 'POST',
    as: editor,
    body: { name: 'Checked', slug: 'checked' },
  })
  campaign = `/api/campaigns/${textOf(json['id'])}`
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const post = (path: string, body?: unknown, as = editor) => site.ask(path, { method: 'POST', as, body })
const check = (locale = 'en') => site.ask(`${campaign}/check`, { as: editor, headers: { 'Accept-Language': locale } })
const found = (json: Json, rule: string) =>
  Object.values(json['findings'] ?? {}).find((one) => textOf(one['rule']) === rule)

describe('the check of a campaign', () => {
  test('says in the reader’s language what was found, what to do, and that it is no guarantee', async () => {
    const contents = { ...realContents, en: { ...realContents.en, contentNote: 'A defector, XX' } }
    await post(`${campaign}/revisions`, { ...buildRevision(), contents })
    const { json, headers, status } = await check()
    expect([status, headers.get('Content-Language')]).toEqual([200, 'en'])
    expect(found(json, 'placeholder')).toEqual({
      rule: 'placeholder',
      severity: 'blocking',
      locale: 'en',
      place: 'contentNote',
      quote: 'XX',
      title: 'Something was left to be filled in.',
      remedy: 'Write what belongs here, or take it out.',
      acknowledgement: null,
      acknowledged: false,
    })
    expect(found(json, 'term')).toMatchObject({
      remedy: expect.stringContaining('escapee'),
      acknowledgement: 'term:defector',
    })
    expect(found(json, 'schedule-missing')).toMatchObject({ title: expect.any(String), locale: null })
    expect(json['aid']?.['en']).toContain('no guarantee')
    expect(json['aid']?.['ko']).toContain('보증이 아닙니다')
    expect(json['disclaimer']).toMatchObject({ en: expect.any(String), ko: expect.any(String) })

    const korean = (await check('ko')).json
    expect(found(korean, 'placeholder')).toMatchObject({ title: '채우지 않고 남겨 둔 자리가 있습니다.' })
  })

  test('names the first thing in the refusal, in words and without the words of the letter', async () => {
    await site.ask(`${campaign}/schedule`, {
      method: 'PUT',
      as: editor,
      body: { mode: 'instant', date: '2026-05-14', time: '12:00', timeZone: 'Asia/Seoul' },
    })
    const refused = await post(`${campaign}/submit`)
    expectProblem(refused, {
      status: 409,
      code: 'check-failed',
      errors: [{ field: 'contents.en.contentNote' }],
    })
    expect(refused.json['detail']).toBe(
      'It uses a word to avoid. Open the check of this campaign: it names the place and what to do.',
    )
    expect(refused.text).not.toContain('defector')
  })

  test('lets stand what a revision names', async () => {
    const contents = { ...realContents, en: { ...realContents.en, contentNote: 'A defector.' } }
    const acknowledgedFindings = ['term:defector']
    const inStep = [{ locale: 'ko', part: 'contentNote' }]
    await post(`${campaign}/revisions`, { ...buildRevision(), contents, basedOn: 1, acknowledgedFindings, inStep })
    expect((await site.ask(campaign, { as: editor })).json['revision']).toMatchObject({ acknowledgedFindings, inStep })
    expect((await post(`${campaign}/submit`)).status).toBe(204)
  })

  test.each(locales)('has words in %s for every rule', (locale) => {
    const { findings } = presentChecked(
      {
        findings: checkRules.map((rule) =>
          weighFinding(
            {
              rule,
              locale: null,
              quote: 'X-01',
              detail: { zones: 'Asia/Seoul', domain: 'news.example' },
              remedy: harmRules.some((name) => name === rule) ? 'As the cautions say.' : null,
            },
            { findings: [], facts: [] },
          ),
        ),
        disclaimer: { en: 'x', ko: 'x' },
      },
      locale,
    )
    for (const { title, remedy } of findings) {
      expect(title.length).toBeGreaterThan(5)
      expect(`${title} ${remedy}`).not.toMatch(/[{}]|undefined/)
    }
    expect(new Set(findings.map(({ title }) => title)).size).toBe(checkRules.length)
  })

  test('of a campaign that is not there is not found', async () => {
    const { status } = await site.ask(`/api/campaigns/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/check`, { as: editor })
    expect(status).toBe(404)
  })
})

describe('the watch-list', () => {
  test('takes a name, never gives it back, and says whether it would be found', async () => {
    const added = await post('/api/watch-list', { text: 'Hong Gil-dong', note: 'Asked by the family.' }, admin)
    expect(added.status).toBe(201)
    const listed = await site.ask('/api/watch-list', { as: admin })
    expect(listed.json['entries']).toEqual([
      {
        id: added.json['id'],
        note: 'Asked by the family.',
        addedBy: 'admin',
        addedAt: site.world.now().toString(),
      },
    ])
    const tryIt = async (text: string) => (await post('/api/watch-list/try', { text }, admin)).json
    expect([await tryIt('gildong hong'), await tryIt('Somebody else')]).toEqual([{ found: true }, { found: false }])
    expect(added.text + listed.text).not.toMatch(/gil/i)

    const path = `/api/watch-list/${textOf(added.json['id'])}`
    expect((await site.ask(path, { method: 'DELETE', as: admin })).status).toBe(204)
    expect(await tryIt('gildong hong')).toEqual({ found: false })
    expect((await site.ask(path, { method: 'DELETE', as: admin })).status).toBe(404)
  })

  test('refuses what is no name, with the field and without the text', async () => {
    for (const [body, field, code] of [
      [{ text: '?' }, 'text', 'watched-too-short'],
      [{ text: 'Im Kkeokjeong', note: 'Cousin of Im Kkeokjeong' }, 'note', 'watched-note-names'],
    ] as const) {
      const refused = await post('/api/watch-list', body, admin)
      expectProblem(refused, { status: 422, code, errors: [{ field }] })
      expect(refused.text).not.toContain('Kkeokjeong')
    }
  })
})

test('a correction begins from a letter that has left, and not before', async () => {
  expectProblem(await post(`${campaign}/correction`), { status: 409, code: 'campaign-not-released' })
})
