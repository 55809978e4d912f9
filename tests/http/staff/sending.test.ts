import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvents, campaigns, mailProviderDays, mailProviders, sendingPulse } from '#database/tables'
import { draftCampaign } from '../../support/campaigns.ts'
import { addStaff } from '../../support/staff.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string

beforeAll(async () => {
  site = await createStaffSite({ now: '2026-07-03T12:00:00Z' })
  editor = await site.as('editor')
  admin = await site.as('admin')
})

afterAll(() => site[Symbol.asyncDispose]())

const change = (path: string, body?: object, { as = editor, method = 'POST' } = {}) =>
  site.ask(path, { method, as, ...(body && { body }) })
const read = async () => (await site.ask('/api/sending', { as: editor })).json
const actions = async () => (await site.world.database.select().from(auditEvents)).map(({ action }) => action)

const smtp = {
  name: 'smtp',
  isConfigured: true,
  isUsual: true,
  standing: 'ready',
  stoppedAt: null,
  stopReason: null,
  failingSince: null,
  restsUntil: null,
  warmUp: null,
}

describe('how sending stands', () => {
  test('is told before anything was ever sent', async () => {
    expect(await read()).toEqual({ stoppedAt: null, stopReason: null, lastSignOfLife: null, providers: [smtp] })
  })

  test('names the stop, its reason and the last sign of life of a worker', async () => {
    const now = site.clock.now()
    await site.world.database.insert(sendingPulse).values({ beat: 7, beatenAt: now })
    expect((await change('/api/sending/stop')).status).toBe(204)
    const stopped = { stoppedAt: now.toString(), stopReason: 'staff', lastSignOfLife: now.toString() }
    expect(await read()).toMatchObject(stopped)
    expect((await change('/api/sending/resume')).status).toBe(204)
    expect(await read()).toMatchObject({ stoppedAt: null, stopReason: null })
  })

  test('says of a provider that fails since when, and when it is tried again', async () => {
    const failingSince = site.clock.now().subtract({ minutes: 3 })
    const restsUntil = site.clock.now().add({ seconds: 30 })
    await site.world.database
      .insert(mailProviders)
      .values({ name: 'smtp', failingBatches: 6, failingSince, restsUntil })
    const resting = { standing: 'resting', failingSince: failingSince.toString(), restsUntil: restsUntil.toString() }
    expect(await read()).toMatchObject({ providers: [resting] })
    await site.world.database.delete(mailProviders)
  })
})

describe('a provider', () => {
  test('is stopped and resumed by staff, which is on record', async () => {
    expect((await change('/api/sending/providers/smtp/stop')).status).toBe(204)
    const stoppedAt = site.clock.now().toString()
    expect(await read()).toMatchObject({ providers: [{ standing: 'stopped', stoppedAt, stopReason: 'staff' }] })
    expect((await change('/api/sending/providers/smtp/resume')).status).toBe(204)
    expect(await read()).toMatchObject({ providers: [smtp] })
    expect((await actions()).slice(-2)).toEqual(['provider-stopped', 'provider-resumed'])
  })

  test('warms up from a day on, within the ceiling of each', async () => {
    const path = '/api/sending/providers/smtp/warm-up'
    expect((await change(path, { startsOn: '2026-07-01' }, { as: admin, method: 'PUT' })).status).toBe(204)
    const today = { provider: 'smtp', day: Temporal.PlainDate.from('2026-07-03'), handedOver: 120 } as const
    await site.world.database.insert(mailProviderDays).values(today)
    expect(await read()).toMatchObject({
      providers: [{ warmUp: { startsOn: '2026-07-01', day: 3, ceiling: 400, handedOver: 120 } }],
    })
    expect((await change(path, { startsOn: null }, { as: admin, method: 'PUT' })).status).toBe(204)
    expect(await read()).toMatchObject({ providers: [{ warmUp: null }] })
  })

  test('has a day to warm up from that exists', async () => {
    const path = '/api/sending/providers/smtp/warm-up'
    const answer = await change(path, { startsOn: '2026-02-30' }, { as: admin, method: 'PUT' })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field: 'startsOn' }] })
  })

  test.each(['stop', 'resume'])('that is not configured is refused to %s, with words', async (verb) => {
    const answer = await change(`/api/sending/providers/resend/${verb}`)
    expectProblem(answer, { status: 422, code: 'provider-unknown' })
  })

  test('that nobody has heard of is not found', async () => {
    expectProblem(await change('/api/sending/providers/pigeon/stop'), { status: 404, code: 'not-found' })
  })
})

describe('the provider of a campaign', () => {
  const put = (id: string, body: object) => change(`/api/campaigns/${id}/provider`, body, { method: 'PUT' })
  const draft = async () => {
    const member = await addStaff(site.world, 'admin')
    return draftCampaign(site.world, { admin: member, editor: member, approver: member })
  }

  test('and what it does in trouble are chosen by staff, and read back', async () => {
    const id = await draft()
    const unchosen = { provider: null, onProviderTrouble: 'hold' }
    expect((await site.ask(`/api/campaigns/${id}`, { as: editor })).json).toMatchObject(unchosen)
    const choice = { provider: 'smtp', onProviderTrouble: 'switch' }
    expect((await put(id, choice)).status).toBe(204)
    expect((await site.ask(`/api/campaigns/${id}`, { as: editor })).json).toMatchObject(choice)
    expect((await put(id, unchosen)).status).toBe(204)
    expect((await site.ask('/api/campaigns', { as: editor })).json['campaigns']?.[0]).toMatchObject(unchosen)
  })

  test('must be one that is configured', async () => {
    const answer = await put(await draft(), { provider: 'resend', onProviderTrouble: 'hold' })
    expectProblem(answer, { status: 422, code: 'provider-unknown' })
  })

  test('and the policy are both named', async () => {
    const answer = await put(await draft(), { onProviderTrouble: 'pray' })
    expectProblem(answer, {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'provider' }, { field: 'onProviderTrouble' }],
    })
  })

  test('cannot be changed once the campaign is over', async () => {
    const id = await draft()
    await site.world.database.update(campaigns).set({ cancelledAt: site.clock.now() })
    const answer = await put(id, { provider: null, onProviderTrouble: 'switch' })
    expectProblem(answer, { status: 409, code: 'campaign-finished' })
  })
})
