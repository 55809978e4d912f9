import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import facts from '#content/facts' with { type: 'json' }
import topics from '#content/topics' with { type: 'json' }
import { testOrganisation } from '../../support/campaigns.ts'
import { createStaffSite, textOf, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string

beforeAll(async () => {
  site = await createStaffSite({ organisation: false })
  editor = await site.as('editor')
  admin = await site.as('admin')
})

afterAll(() => site[Symbol.asyncDispose]())

const get = (path: string) => site.ask(path, { as: editor })

describe('the organisation', () => {
  test('is incomplete until an administrator has described it, and then reads as written', async () => {
    const stop = await site.ask('/api/sending/stop', { method: 'POST', as: editor })
    for (const { status, json } of [await get('/api/organisation'), stop])
      expect([status, json['code']]).toEqual([409, 'organisation-incomplete'])
    const saved = await site.ask('/api/organisation', { method: 'PUT', as: admin, body: testOrganisation })
    expect([saved.status, saved.text]).toEqual([204, ''])
    expect((await get('/api/organisation')).json).toEqual(testOrganisation)
  })
})

describe('topics', () => {
  test('are those of the form, in their order', async () => {
    const { json } = await get('/api/topics')
    expect(json['topics']).toEqual(
      topics.map(({ slug, name, description, hard }) => ({ id: slug, name, description, hard })),
    )
  })
})

describe('the fact ledger', () => {
  test('is read page by page, each fact once', async () => {
    const first = (await get('/api/facts')).json
    const rest = (await get(`/api/facts?after=${textOf(first['next'])}`)).json
    const ids = [first, rest].flatMap((page) => Object.values(page['facts'] ?? {}).map((fact) => fact['id']))
    expect(Object.keys(first['facts'] ?? {})).toHaveLength(Math.min(limits.pageSizeMax, facts.length))
    expect(ids.length).toBeGreaterThan(limits.pageSizeMax)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('is searched in both languages, and says what to look at first', async () => {
    const korean = (await get(`/api/facts?q=${encodeURIComponent('크로싱 보더스에 따르면 2013년')}`)).json
    expect(korean['facts']).toMatchObject([{ id: 'CNT-01', asOf: '2013', concerns: expect.arrayContaining(['stale']) }])
    expect(korean['next']).toBeNull()
  })

  test.each([['%%%'], ['_____'], ['\\'], ["' or 1=1 --"], ['no such words']])(
    'takes %j for text, and finds nothing',
    async (words) => {
      const { status, json } = await get(`/api/facts?q=${encodeURIComponent(words)}`)
      expect([status, json['facts']]).toEqual([200, []])
    },
  )
})
