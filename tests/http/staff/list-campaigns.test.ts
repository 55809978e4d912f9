import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignStatuses } from '#domain/campaign'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let approver: string

beforeAll(async () => {
  site = await createStaffSite()
  const editor = await site.as('editor')
  approver = await site.as('approver')
  await site.begin('river-day', editor)
  const path = await site.begin('harbour-day', editor)
  expect((await site.ask(`${path}/cancel`, { method: 'POST', as: approver })).status).toBe(204)
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

async function slugs(query: string): Promise<string[]> {
  const { status, json } = await site.ask(`/api/campaigns?${query}`, { as: approver })
  expect(status).toBe(200)
  return Object.values(json['campaigns'] ?? {}).map((campaign) => textOf(campaign['slug']))
}

describe('the list of campaigns', () => {
  test('is narrowed by status, with commas or repeated', async () => {
    expect(await slugs('')).toEqual(['harbour-day', 'river-day'])
    expect(await slugs('status=draft')).toEqual(['river-day'])
    expect(await slugs('status=cancelled,draft')).toEqual(['harbour-day', 'river-day'])
    expect(await slugs('status=cancelled&status=draft')).toEqual(['harbour-day', 'river-day'])
    expect(await slugs('status=sent&status=held,paused')).toEqual([])
    expect(await slugs('status=')).toEqual(['harbour-day', 'river-day'])
  })

  test('is narrowed by words of the name, and counts what has them by status', async () => {
    expect(await slugs('q=RIVER')).toEqual(['river-day'])
    expect(await slugs('q=day')).toEqual(['harbour-day', 'river-day'])
    expect(await slugs('q=day&status=cancelled')).toEqual(['harbour-day'])
    const { json } = await site.ask('/api/campaigns?q=day&status=cancelled', { as: approver })
    expect(json['counts']).toEqual({ draft: 1, cancelled: 1 })
    const none = await site.ask('/api/campaigns?q=nowhere', { as: approver })
    expect(none.json).toEqual({ campaigns: [], next: null, counts: {} })
  })

  test.each([
    ['status=drafts', 'status.0'],
    ['status=draft&status=left', 'status.1'],
    ['q=%00', 'q'],
    [`q=${'a'.repeat(101)}`, 'q'],
    ['before=yesterday', 'before'],
  ])('refuses %s and names %s', async (query, field) => {
    const answer = await site.ask(`/api/campaigns?${query}`, { as: approver })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field }] })
  })

  test('says in the description of the API which statuses there are', async () => {
    const { json } = await site.ask('/api/openapi.json')
    const parameters = Object.values(json['paths']?.['/api/campaigns']?.['get']?.['parameters'] ?? {})
    const status = parameters.find((parameter) => textOf(parameter['name']) === 'status')
    for (const known of campaignStatuses) expect(textOf(status?.['description'])).toContain(known)
  })
})
