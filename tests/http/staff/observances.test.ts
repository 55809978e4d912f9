import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftCampaign } from '../../support/campaigns.ts'
import { addStaff } from '../../support/staff.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string

beforeAll(async () => {
  site = await createStaffSite({ now: '2026-11-02T09:00:00Z' })
  editor = await site.as('editor')
})

afterAll(() => site[Symbol.asyncDispose]())

const sourceUrl = 'https://press.example/vote'
const committee = '/api/observances/unga-third-committee/occurrences/2026'
const get = (path: string) => site.ask(path, { as: editor })
const change = (path: string, body: object, method = 'PUT') => site.ask(path, { method, as: editor, body })
const draft = async () => {
  const member = await addStaff(site.world, 'admin')
  return draftCampaign(site.world, { admin: member, editor: member, approver: member })
}

describe('an occurrence', () => {
  test('is read, named, confirmed, tabled and decided', async () => {
    expect((await get(committee)).json).toMatchObject({
      certainty: 'expected',
      startsOn: '2026-11-14',
      endsOn: '2026-11-20',
      timeZone: 'America/New_York',
      version: 0,
      confirmation: null,
      decision: null,
    })
    const named = await change(`${committee}/day`, { version: 0, startsOn: '2026-11-18' })
    expect(named.json).toMatchObject({ certainty: 'tentative', startsOn: '2026-11-18', version: 1 })
    const confirmed = await change(`${committee}/confirmation`, { version: 1, startsOn: '2026-11-19', sourceUrl })
    expect(confirmed.json).toMatchObject({
      certainty: 'confirmed',
      confirmation: { sourceUrl, by: { name: 'editor' } },
    })
    const tabled = { version: 2, document: 'A/C.3/81/L.36', tabledOn: '2026-10-30', sourceUrl }
    expect((await change(`${committee}/draft`, tabled)).json).toMatchObject({ draft: { document: 'A/C.3/81/L.36' } })
    site.clock.set('2026-11-19T18:00:00Z')
    const outcome = { result: 'adopted-by-vote', for: 88, against: 21, abstaining: 63 }
    const decided = await change(`${committee}/outcome`, { version: 3, outcome, sourceUrl })
    expect(decided.json).toMatchObject({ decision: { outcome, sourceUrl, at: '2026-11-19T18:00:00Z' }, version: 4 })
  })

  test('is cancelled and reinstated', async () => {
    const plenary = '/api/observances/unga-plenary/occurrences/2026'
    const cancelled = await change(`${plenary}/cancel`, { version: 0, reason: 'Put off by a year.' }, 'POST')
    expect(cancelled.json).toMatchObject({ certainty: 'cancelled', cancellation: { reason: 'Put off by a year.' } })
    const back = await change(`${plenary}/reinstate`, { version: 1 }, 'POST')
    expect(back.json).toMatchObject({ certainty: 'expected', cancellation: null, version: 2 })
  })

  test('of the past shows how it ended, as the library tells it', async () => {
    expect((await get('/api/observances/unga-plenary/occurrences/2024')).json).toMatchObject({
      certainty: 'confirmed',
      decision: { outcome: { result: 'adopted-without-vote' }, by: null },
    })
  })

  test.each<[string, string, object, string, string]>([
    ['a day that is none', 'day', { startsOn: '2026-02-30' }, 'startsOn', 'date-form'],
    ['a day without a page', 'confirmation', { startsOn: '2026-11-19' }, 'sourceUrl', 'missing'],
    [
      'a page without https',
      'confirmation',
      { startsOn: '2026-11-19', sourceUrl: 'http://x.example' },
      'sourceUrl',
      'source-form',
    ],
    ['a length of no days', 'day', { startsOn: '2026-11-19', lengthDays: 0 }, 'lengthDays', 'too-small'],
    [
      'a document that is none',
      'draft',
      { document: 'L.36', tabledOn: '2026-11-01', sourceUrl },
      'document',
      'document-form',
    ],
    ['a field of another request', 'day', { startsOn: '2026-11-19', sourceUrl }, 'sourceUrl', 'unknown-field'],
    ['no version', 'day', { startsOn: '2026-11-19', version: undefined }, 'version', 'missing'],
    [
      'votes that say otherwise',
      'outcome',
      { outcome: { result: 'adopted-by-vote', for: 21, against: 88, abstaining: 0 }, sourceUrl },
      'outcome.for',
      'votes-contradictory',
    ],
    [
      'more votes than members',
      'outcome',
      { outcome: { result: 'adopted-by-vote', for: 190, against: 3, abstaining: 9 }, sourceUrl },
      'outcome',
      'votes-too-many',
    ],
    ['an outcome that is none', 'outcome', { outcome: { result: 'won' }, sourceUrl }, 'outcome.result', 'not-one-of'],
  ])('refuses %s, and names the field', async (_, what, body, field, code) => {
    const answer = await change(`${committee}/${what}`, { version: 4, ...body })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test('changed by somebody else meanwhile is told, and stays', async () => {
    const answer = await change(`${committee}/day`, { version: 1, startsOn: '2026-11-17' })
    expectProblem(answer, { status: 409, code: 'occurrence-outdated', errors: [{ field: 'version' }] })
    expect((await get(committee)).json).toMatchObject({ startsOn: '2026-11-19', version: 4 })
  })

  test.each(['/api/observances/moon-day/occurrences/2026', '/api/observances/unga-plenary/occurrences/soon'])(
    '%s is not found',
    async (path) => {
      expectProblem(await get(path), { status: 404, code: 'not-found' })
    },
  )

  test('is changed by nobody who is not signed in, nor by translators', async () => {
    const body = { version: 4, startsOn: '2026-11-17' }
    expectProblem(await site.ask(`${committee}/day`, { method: 'PUT', body }), {
      status: 401,
      code: 'sign-in-required',
    })
    const translator = await site.as('translator')
    const answer = await site.ask(`${committee}/day`, { method: 'PUT', as: translator, body })
    expectProblem(answer, { status: 403, code: 'role-missing' })
  })
})

describe('the decisions of a year', () => {
  test('are followed in their order, in the zones that are asked for', async () => {
    const { json } = await get('/api/un-process?year=2026&zones=Asia/Seoul,Europe/London')
    expect(json['chains']?.[1]).toMatchObject([
      { observanceId: 'sr-report-unga', state: 'expected', concerns: ['day-missing'] },
      {
        observanceId: 'unga-third-committee',
        state: 'decided',
        days: [
          { timeZone: 'America/New_York', from: '2026-11-19', to: '2026-11-19' },
          { timeZone: 'Asia/Seoul', from: '2026-11-20', to: '2026-11-20' },
          { timeZone: 'Europe/London', from: '2026-11-19', to: '2026-11-19' },
        ],
        draftDocument: 'A/C.3/81/L.36',
        outcome: { result: 'adopted-by-vote' },
      },
      { observanceId: 'unga-plenary', state: 'expected' },
    ])
    expect(json['chains']?.[1]?.[1]?.['history']?.[0]).toMatchObject({ outcome: { result: 'adopted-without-vote' } })
  })

  test.each([
    ['year=soon', 'year'],
    ['year=2026&zones=Mars/Base', 'zones.0'],
    ['', 'year'],
  ])('asked for with “%s” are refused', async (query, field) => {
    expectProblem(await get(`/api/un-process?${query}`), { status: 400, code: 'input-invalid', errors: [{ field }] })
  })
})

describe('a campaign', () => {
  test('is scheduled on an outcome, and says so', async () => {
    const id = await draft()
    const schedule = { mode: 'on-outcome', observanceId: 'unga-plenary', nominalDate: '2026-12-15' }
    const { status, json } = await change(`/api/campaigns/${id}/schedule`, schedule)
    expect({ status, json }).toEqual({ status: 200, json: { firstDueAt: null, latestStartAt: null } })
    expect((await get(`/api/campaigns/${id}`)).json).toMatchObject({ schedule, firstDueAt: null })
    const wrong = await change(`/api/campaigns/${id}/schedule`, { ...schedule, observanceId: 'human-rights-day' })
    expectProblem(wrong, { status: 422, code: 'occurrence-unknown', errors: [{ field: 'nominalDate' }] })
  })

  test('has an embargo that its schedule minds', async () => {
    const id = await draft()
    const embargo = { date: '2026-11-25', time: '12:00', timeZone: 'America/New_York' }
    expect((await change(`/api/campaigns/${id}/embargo`, { embargo })).status).toBe(204)
    expect((await get(`/api/campaigns/${id}`)).json).toMatchObject({ embargo, status: 'draft' })
    const schedule = { mode: 'instant', date: '2026-11-25', time: '11:59', timeZone: 'America/New_York' }
    const answer = await change(`/api/campaigns/${id}/schedule`, schedule)
    expectProblem(answer, { status: 422, code: 'schedule-before-embargo', errors: [{ field: 'date' }] })
    expect(textOf(answer.json['detail'])).toContain('2026-11-25 11:59 (America/New_York)')
    expect((await change(`/api/campaigns/${id}/embargo`, { embargo: null })).status).toBe(204)
    expect((await change(`/api/campaigns/${id}/schedule`, schedule)).status).toBe(200)
  })

  test('is tied to an occurrence', async () => {
    const id = await draft()
    const about = { observanceId: 'unga-plenary', occurrence: '2026' }
    expect((await change(`/api/campaigns/${id}/about`, { about })).status).toBe(204)
    expect((await get(`/api/campaigns/${id}`)).json).toMatchObject({ about })
    const wrong = await change(`/api/campaigns/${id}/about`, { about: { ...about, occurrence: '2026-12-15' } })
    expectProblem(wrong, { status: 422, code: 'occurrence-unknown', errors: [{ field: 'about.occurrence' }] })
  })
})

test('nothing of this was a bug', () => {
  expect(site.bugs).toEqual([])
})
