import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unsubscribe } from '#actions/unsubscribe'
import { limits } from '#domain/limits'
import { canaries, findCanaries } from '../../support/canaries.ts'
import { addReader } from '../../support/readers.ts'
import { createStaffSite, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  admin = await site.as('admin')
})

afterAll(() => site[Symbol.asyncDispose]())

const row = (email: string, change: object = {}) => ({
  email,
  locale: 'ko',
  timeZone: 'Asia/Seoul',
  topics: ['un-watch'],
  consentedAt: '2026-05-02T10:00:00Z',
  ...change,
})

const send = (rows: unknown, change: object = {}): Promise<Answer> =>
  site.ask('/api/subscribers/import', {
    method: 'POST',
    as: admin,
    body: { source: 'Sign-up sheet, May 2026', rows, ...change },
  })

const count = async (): Promise<unknown> => {
  const audience = { topics: [], exceptTopics: [], locales: [], timeZones: [] }
  return (await site.ask('/api/audience/count', { method: 'POST', as: admin, body: { audience } })).json
}

describe('an import', () => {
  test('takes people over once, however often it is sent', async () => {
    const before = await site.ask('/api/audience/count', {
      method: 'POST',
      as: admin,
      body: { audience: { topics: ['un-watch'] } },
    })
    expect(before.json).toEqual({ total: 0, byLocale: {}, heldBack: {}, byTimeZone: [], suppressed: 0 })
    const rows = [row('one@people.example'), row('Two@People.example', { locale: 'en', timeZone: null })]
    expect((await send(rows)).json).toEqual({ imported: 2, known: 0, suppressed: 0, refused: [] })
    expect((await send(rows)).json).toEqual({ imported: 0, known: 2, suppressed: 0, refused: [] })
    expect(await count()).toEqual({
      total: null,
      byLocale: { en: null, ko: null },
      heldBack: {},
      byTimeZone: [
        { timeZone: null, count: null },
        { timeZone: 'Asia/Seoul', count: null },
      ],
      suppressed: 0,
    })
  })

  test('can be tried first: it says what would become of the rows, keeps nobody, and the record says so', async () => {
    const before = await count()
    const rows = [row('tried@people.example'), row('no address'), row('one@people.example')]
    const told = { imported: 1, known: 1, suppressed: 0, refused: [{ row: 1, code: 'address-malformed' }] }
    expect((await send(rows, { trial: true })).json).toEqual(told)
    expect(await count()).toEqual(before)
    const record = await site.ask('/api/audit?action=import-tried', { as: admin })
    expect(record.json['events']).toMatchObject([{ detail: { count: 3 } }])
  })

  test('leaves those who are on the list as they are, and brings nobody back who left', async () => {
    const reader = await addReader(site.world, { locale: 'en' })
    const leaver = await addReader(site.world)
    await unsubscribe(site.world, {
      token: site.world.links.sign('unsubscribe', { ids: [leaver.id], expiresAt: null }),
      method: 'page',
    })
    const { json } = await send([row(reader.email), row(leaver.email), row('three@people.example')])
    expect(json).toEqual({ imported: 1, known: 1, suppressed: 1, refused: [] })
  })

  test('names bad rows by their place, and keeps the good ones', async () => {
    const { status, json } = await send([
      row('no address'),
      row('four@people.example'),
      row('five@people.example', { topics: ['gossip'] }),
      row('six@people.example', { topics: [] }),
      row('seven@people.example', { consentedAt: '2027-01-01T00:00:00Z' }),
      row('four@people.example'),
    ])
    expect(status).toBe(200)
    expect(json).toEqual({
      imported: 1,
      known: 0,
      suppressed: 0,
      refused: [
        { row: 0, code: 'address-malformed' },
        { row: 2, code: 'topic-unknown' },
        { row: 3, code: 'topics-missing' },
        { row: 4, code: 'consent-in-future' },
        { row: 5, code: 'address-repeated' },
      ],
    })
  })

  test.each([
    ['no rows', [], 'rows', 'too-few'],
    ['too many rows', Array.from({ length: limits.importRowsMax + 1 }, () => row('a@b.example')), 'rows', 'too-many'],
    ['a language that is not spoken here', [row('a@b.example', { locale: 'fr' })], 'rows.0.locale', 'not-one-of'],
    [
      'an unknown zone',
      [row('a@b.example'), row('a@b.example', { timeZone: 'Seoul' })],
      'rows.1.timeZone',
      'time-zone-unknown',
    ],
    ['a day for an instant', [row('a@b.example', { consentedAt: '2026-05-02' })], 'rows.0.consentedAt', 'instant-form'],
    [
      'an instant before there was a list',
      [row('a@b.example', { consentedAt: '0000-01-01T00:00:00Z' })],
      'rows.0.consentedAt',
      'instant-form',
    ],
    ['no consent', [row('a@b.example', { consentedAt: undefined })], 'rows.0.consentedAt', 'missing'],
    ['U+0000 in an address', [row('a\u0000@b.example')], 'rows.0.email', 'text-not-plain'],
    ['a field too many', [row('a@b.example', { phone: '1' })], 'rows.0.phone', 'unknown-field'],
  ])('is refused as a whole with %s', async (_, rows, field, code) => {
    const { status, json } = await send(rows)
    expect(status).toBe(400)
    expect(json['errors']).toMatchObject([{ field, code }])
  })

  test.each([[''], ['two\nlines']])('is refused with %j for its source', async (source) => {
    const { status, json } = await send([row('a@b.example')], { source })
    expect([status, json['errors']?.[0]?.['field']]).toEqual([400, 'source'])
  })

  test('answers, fails and is recorded without an address', async () => {
    const good = await send(canaries.addresses.map((email) => row(email)))
    const bad = await send(canaries.addresses.map((email) => row(email, { locale: email, consentedAt: email })))
    const { rows } = await site.testDatabase.pool.query('select * from audit_events')
    expect(good.json['imported']).toBe(canaries.addresses.length)
    expect(bad.status).toBe(400)
    expect(findCanaries(good.text + bad.text + JSON.stringify(rows))).toEqual([])
    expect(site.bugs).toEqual([])
  })
})
