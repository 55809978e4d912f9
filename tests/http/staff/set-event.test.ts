import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

const event = {
  name: { en: 'Open table', ko: '열린 식탁' },
  date: '2026-07-14',
  time: '19:00',
  timeZone: 'Asia/Seoul',
  durationMinutes: 90,
  place: null,
  url: null,
}

let site: StaffSite
let editor: string
let campaign: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  campaign = await site.begin('open-table', editor)
})

afterAll(() => site[Symbol.asyncDispose]())

const put = (body: object) => site.ask(`${campaign}/event`, { method: 'PUT', as: editor, body })
const read = async () => (await site.ask(campaign, { as: editor })).json

test('an event is set, read and removed', async () => {
  expect((await put({ event })).status).toBe(204)
  expect(await read()).toMatchObject({ event })
  expect((await put({ event: null })).status).toBe(204)
  expect(await read()).toMatchObject({ event: null })
})

test.each([
  [{ time: '25:00' }, 'event.time', 'time-form'],
  [{ date: '2026-03-29', time: '01:30', timeZone: 'Europe/London' }, 'event.time', 'wall-time-missing'],
  [{ timeZone: 'Korea' }, 'event.timeZone', 'time-zone-unknown'],
  [{ durationMinutes: 0 }, 'event.durationMinutes', 'too-small'],
  [{ url: 'http://northlight.example/' }, 'event.url', 'link-not-https'],
  [{ name: { en: 'Open table' } }, 'event.name.ko', 'missing'],
])('%o is refused, and says which field and why', async (change, field, code) => {
  expectProblem(await put({ event: { ...event, ...change } }), {
    status: 400,
    code: 'input-invalid',
    errors: [{ field, code }],
  })
})
