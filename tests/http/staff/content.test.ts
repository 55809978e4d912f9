import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import topics from '#content/topics' with { type: 'json' }
import { defaultRetention } from '#domain/retention'
import { testOrganisation } from '../../support/campaigns.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

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
    expect((await get('/api/organisation')).json).toEqual({
      ...testOrganisation,
      imprint: null,
      embedOrigins: [],
      retention: defaultRetention,
    })
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
