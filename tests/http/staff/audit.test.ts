import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordKeyUse } from '#actions/record-key-use'
import { limits } from '#domain/limits'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Answer, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string
let adminId: string

beforeAll(async () => {
  site = await createStaffSite()
  admin = await site.as('admin')
  adminId = textOf((await site.ask('/api/me', { as: admin })).json['id'])
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const read = (query = ''): Promise<Answer> => site.ask(`/api/audit${query}`, { as: admin })
const eventsOf = ({ json }: Answer): Json[] => Object.values(json['events'] ?? {})
const numberOf = (event: Json | undefined): number => Number(event?.['id'])

describe('the record of what was done', () => {
  test('says who did what, the newest first', async () => {
    await site.ask('/api/sending/stop', { method: 'POST', as: admin })
    await site.ask('/api/sending/resume', { method: 'POST', as: admin })
    const [newest, before] = eventsOf(await read())
    expect(newest).toMatchObject({ action: 'sending-resumed', actor: { id: adminId, name: 'admin' } })
    expect(before).toMatchObject({ action: 'sending-stopped' })
  })

  test('is filtered by who, what, and when', async () => {
    const byAction = eventsOf(await read('?action=sending-stopped'))
    expect(byAction.length).toBeGreaterThan(0)
    for (const event of byAction) expect(event['action']).toBe('sending-stopped')
    const byActor = eventsOf(await read(`?actor=${adminId}`))
    expect(byActor.length).toBeGreaterThan(0)
    for (const event of byActor) expect(event['actor']?.['id']).toBe(adminId)
    const now = site.world.now().toString()
    expect(eventsOf(await read(`?since=${now}`)).length).toBeGreaterThan(0)
    expect(eventsOf(await read(`?until=${now}`))).toEqual([])
  })

  test('comes in pages that leave nothing out and repeat nothing', async () => {
    const keyId = site.world.newId()
    for (let count = 0; count < limits.pageSizeMax + 1; count += 1) {
      await recordKeyUse(site.world, { member: { id: adminId }, keyId, request: `POST /${count}` })
    }
    const first = await read(`?subject=${keyId}`)
    expect(eventsOf(first)).toHaveLength(limits.pageSizeMax)
    const second = await read(`?subject=${keyId}&before=${JSON.stringify(first.json['next'])}`)
    expect(eventsOf(second)).toHaveLength(1)
    expect(second.json['next']).toBeNull()
    const ids = [...eventsOf(first), ...eventsOf(second)].map(numberOf)
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => other - one))
  })

  test.each(['?before=x', '?since=yesterday', '?until=1'])('is not read by %s', async (query) => {
    expect((await read(query)).status).toBe(400)
  })

  test('is for administrators alone', async () => {
    const approver = await site.as('approver')
    for (const path of ['/api/audit', '/api/audit/check']) {
      expectProblem(await site.ask(path, { as: approver }), { status: 403, code: 'role-missing' })
    }
  })

  test('is found whole, and broken from the first entry that somebody changed', async () => {
    const check = async (): Promise<Json> => (await site.ask('/api/audit/check', { as: admin })).json
    const { rows } = await site.testDatabase.pool.query<{ id: string; hash: string }>(
      'select id, hash from audit_events order by id',
    )
    expect(await check()).toEqual({ brokenAt: null, entries: rows.length, head: rows.at(-1)?.hash })
    const changed = rows[2]?.id
    const { pool } = site.testDatabase
    await pool.query('alter table audit_events disable trigger user')
    await pool.query(`update audit_events set detail = '{"role":"admin"}' where id = $1`, [changed])
    expect(await check()).toEqual({ brokenAt: Number(changed), entries: 2, head: rows[1]?.hash })
  })
})
