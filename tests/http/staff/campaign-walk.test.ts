import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { buildRevision } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createStaffSite, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let approver: string
let id: string
let drafts = 0

const inAnHour = { mode: 'instant', date: '2026-05-13', time: '13:00', timeZone: 'Asia/Seoul' }

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  approver = await site.as('approver')
  await addReader(site.world, { locale: 'en' })
  await addReader(site.world, { locale: 'ko' })
})

afterAll(() => site[Symbol.asyncDispose]())

const at = (path: string): string => `/api/campaigns/${id}${path}`
const read = async () => (await site.ask(at(''), { as: editor })).json
const revise = (overrides = {}, as = editor): Promise<Answer> =>
  site.ask(at('/revisions'), { method: 'POST', as, body: buildRevision(overrides) })
const schedule = (body: object = inAnHour, as = editor): Promise<Answer> =>
  site.ask(at('/schedule'), { method: 'PUT', as, body })
const act = (verb: string, as = editor): Promise<Answer> => site.ask(at(`/${verb}`), { method: 'POST', as })
const approve = async (as = approver): Promise<Answer> =>
  site.ask(at('/approve'), { method: 'POST', as, body: { fingerprint: (await read())['fingerprint'] } })

beforeEach(async () => {
  drafts += 1
  const body = {
    name: `Defectors’ Day ${drafts}`,
    slug: `defectors-day-${drafts}`,
    kind: 'observance',
    occursOn: '2026-07-14',
  }
  const created = await site.ask('/api/campaigns', { method: 'POST', as: editor, body })
  expect(created.status).toBe(201)
  id = textOf(created.json['id'])
  expect(created.headers.get('Location')).toBe(`/api/campaigns/${id}`)
})

describe('a campaign goes from draft to sending', () => {
  test('and says at each step what it is and who did what', async () => {
    expect(await read()).toMatchObject({ status: 'draft', revision: null, fingerprint: null, occursOn: '2026-07-14' })

    const saved = await revise()
    expect([saved.status, saved.json]).toEqual([201, { number: 1 }])
    const due = await schedule()
    expect([due.status, due.json]).toEqual([
      200,
      { firstDueAt: '2026-05-13T04:00:00Z', latestStartAt: '2026-05-13T10:00:00Z' },
    ])
    expect((await act('submit')).status).toBe(204)
    expect(await read()).toMatchObject({
      status: 'in-review',
      author: { name: 'editor' },
      submittedBy: { name: 'editor' },
      approval: null,
      revision: { number: 1, author: { name: 'editor' } },
    })

    expect((await approve()).status).toBe(204)
    expect(await read()).toMatchObject({
      status: 'scheduled',
      approval: { approver: { name: 'approver' }, approvedAt: site.world.now().toString() },
      releases: [],
    })

    site.clock.advance({ hours: 1 })
    await releaseDueCampaigns(site.world)
    expect(await read()).toMatchObject({ status: 'sending', releases: [{ dueAt: '2026-05-13T04:00:00Z' }] })
    const report = await site.ask(at('/report'), { as: editor })
    expect(report.json).toMatchObject({ status: 'sending', account: { accepted: 0, uncertain: 0 }, failed: {} })

    for (const [verb, status] of [
      ['pause', 'paused'],
      ['resume', 'sending'],
      ['cancel', 'cancelled'],
    ] as const) {
      expect((await act(verb)).status).toBe(204)
      expect((await read())['status']).toBe(status)
    }
    site.clock.advance({ hours: -1 })
  })

  test('and its letter can be looked at in each language and format before', async () => {
    await revise()
    const preview = (query: string) => site.ask(at(`/preview?${query}`), { as: approver })
    const english = await preview('locale=en')
    expect(english.json).toMatchObject({ subject: 'Today is for neighbours', htmlBytes: expect.any(Number) })
    const html = await preview('locale=ko&format=html')
    expect(html.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(html.headers.get('Content-Language')).toBe('ko')
    expect(html.headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(html.text).toContain('lang="ko"')
    expect(html.text).not.toContain('예시 독자')
    expect((await preview('locale=ko&format=html&reader=named')).text).toContain('예시 독자')
    const text = await preview('locale=en&format=text')
    expect(text.headers.get('Content-Type')).toMatch(/^text\/plain/)
    expect(text.text).toContain('Defectors’ Day')
  })
})

describe('an approval is refused', () => {
  test('to whoever wrote a revision, though their role could approve', async () => {
    await revise({}, approver)
    await schedule()
    await act('submit')
    const { status, json } = await approve()
    expect([status, json['code']]).toEqual([403, 'approval-by-author'])
  })

  test('for a fingerprint of what has changed since', async () => {
    await revise()
    await schedule()
    await act('submit')
    const { fingerprint } = await read()
    await schedule({ ...inAnHour, time: '14:00' })
    await act('submit')
    const { status, json } = await site.ask(at('/approve'), { method: 'POST', as: approver, body: { fingerprint } })
    expect([status, json['code']]).toEqual([409, 'approval-outdated'])
  })

  test('before the campaign was submitted, and twice', async () => {
    await revise()
    await schedule()
    expect((await approve()).json['code']).toBe('campaign-not-submitted')
    await act('submit')
    await approve()
    expect((await approve()).json['code']).toBe('already-approved')
  })
})

describe('an approval ends', () => {
  test.each(['an edit', 'another hour'])('with %s', async (change) => {
    await revise()
    await schedule()
    await act('submit')
    await approve()
    expect((await read())['status']).toBe('scheduled')
    const changed = change === 'an edit' ? await revise({ basedOn: 1 }) : await schedule({ ...inAnHour, time: '15:00' })
    expect(changed.status).toBeLessThan(300)
    expect(await read()).toMatchObject({ status: 'draft', approval: null, submittedBy: null })
  })
})

describe('of two editors who save the same revision', () => {
  test('the second is told, and nothing is lost', async () => {
    await revise()
    const late = await revise()
    expect([late.status, late.json['code']]).toEqual([409, 'revision-outdated'])
    expect((await revise({ basedOn: 1 })).json).toEqual({ number: 2 })
  })
})

describe('campaigns are listed', () => {
  test('newest first, and go on after the last of a page', async () => {
    const { json } = await site.ask('/api/campaigns', { as: approver })
    expect(json['campaigns']?.[0]).toMatchObject({ id, status: 'draft', name: `Defectors’ Day ${drafts}` })
    const older = await site.ask(`/api/campaigns?before=${id}`, { as: approver })
    expect(older.json['campaigns']?.[0]?.['id']).toBe(json['campaigns']?.[1]?.['id'])
  })
})
