import { afterAll, beforeAll, expect, test } from 'vitest'
import { listForgeryReports } from '#actions/list-forgery-reports'
import { listNotices } from '#actions/list-notices'
import { reportForgery } from '#actions/report-forgery'
import { addStaff } from '../../support/staff.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
  for (const words of ['Somebody wrote to kim@readers.example', 'Go to https://evil.test'])
    await reportForgery(site.world, { message: new TextEncoder().encode(words) })
})

afterAll(() => site[Symbol.asyncDispose]())

async function newestPath(): Promise<string> {
  const { reports } = await listForgeryReports(site.world, { openOnly: true })
  return `/api/forgery-reports/${reports[0]?.id ?? ''}`
}

test('staff see what was reported and what it lacks, and never the message', async () => {
  const as = await site.as('translator')
  const list = await site.ask('/api/forgery-reports', { as })
  expect(list.status).toBe(200)
  expect(list.json).toMatchObject({
    reports: [
      { missingSigns: ['code', 'own-links'], foreignHosts: ['evil.test'], campaign: null, doneAt: null, doneBy: null },
      { missingSigns: ['code', 'own-links'], campaign: null, doneAt: null, doneBy: null },
    ],
    next: null,
  })
  const one = await site.ask(await newestPath(), { as })
  expect(one.json).toEqual(list.json['reports']?.[0])
  for (const { text } of [list, one]) expect(text).not.toMatch(/kim@|evil\.test\//)
})

test('whoever deals with a report first stays named, and translators deal with none', async () => {
  const as = await site.as('editor')
  const path = await newestPath()
  expect((await site.ask(`${path}/done`, { method: 'POST', as: await site.as('translator') })).status).toBe(403)
  expect((await site.ask(`${path}/done`, { method: 'POST', as })).status).toBe(204)
  expect((await site.ask(`${path}/done`, { method: 'POST', as: await site.as('admin') })).status).toBe(204)
  const done = await site.ask(path, { as })
  expect(done.json['doneAt']).not.toBeNull()
  const me = await site.ask('/api/me', { as })
  expect(done.json['doneBy']?.['id']).toBe(me.json['id'])
  expect((await site.ask('/api/forgery-reports', { as })).json['reports']).toHaveLength(1)
  expect((await site.ask('/api/forgery-reports?only=all', { as })).json['reports']).toHaveLength(2)
})

test('nobody else sees them, and what is not there is not found', async () => {
  const nowhere = '/api/forgery-reports/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'
  for (const path of ['/api/forgery-reports', nowhere]) expect((await site.ask(path)).status).toBe(401)
  const as = await site.as('admin')
  expect((await site.ask(nowhere, { as })).status).toBe(404)
  expect((await site.ask(`${nowhere}/done`, { method: 'POST', as })).status).toBe(404)
  expect((await site.ask('/api/forgery-reports?only=some', { as })).status).toBe(400)
  expect(site.bugs).toEqual([])
})

test('a report tells staff, once a day where no letter of ours is copied', async () => {
  const member = await addStaff(site.world, 'editor')
  const { notices } = await listNotices(site.world, { member, openOnly: true })
  expect(notices.filter(({ kind }) => kind === 'forgery-reported')).toHaveLength(1)
})
