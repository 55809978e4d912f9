import { hc } from 'hono/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffApi } from '#http/staff/api'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(() => site[Symbol.asyncDispose]())

test('a typed client writes a campaign and reads it back', async () => {
  const headers = {
    Cookie: await site.as('editor'),
    Origin: site.world.publicUrl,
    'Content-Type': 'application/json',
  }
  const { api } = hc<StaffApi>(site.world.publicUrl, { headers, fetch: site.fetch })
  const created = await api.campaigns.$post({ json: { name: 'Human Rights Day', slug: 'human-rights-day-2026' } })
  const { id } = await created.json()
  const campaign = await (await api.campaigns[':id'].$get({ param: { id } })).json()
  expect(campaign).toMatchObject({ name: 'Human Rights Day', status: 'draft', occursOn: null, revision: null })
  const { total } = await (await api.audience.count.$post({ json: { audience: {} } })).json()
  expect(total).toBe(0)
  const paused = await api.campaigns[':id'].pause.$post({ param: { id } })
  expect(paused.status).toBe(409)
})
