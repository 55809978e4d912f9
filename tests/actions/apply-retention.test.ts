import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { applyRetention } from '#actions/apply-retention'
import { describeRetention } from '#actions/describe-retention'
import { subscribe } from '#actions/subscribe'
import { unsubscribe } from '#actions/unsubscribe'
import { findSubscriber } from '#database/subscriber-queries'
import { deliveries, subscribers } from '#database/tables'
import type { Retention } from '#domain/retention'
import { linkOf } from '../support/visits.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
})

afterEach(() => stage.close())

const nothing = { leavers: 0, letters: 0, digests: 0, requests: 0, addressChanges: 0, visits: 0 }

const dueNow = async (): Promise<Record<string, number>> => {
  const { kept } = await describeRetention(stage.world)
  return Object.fromEntries(Object.entries(kept).map(([kind, { due }]) => [kind, due]))
}

async function keepFor(retention: Retention): Promise<void> {
  await stage.testDatabase.pool.query('update organisation set retention = $1', [JSON.stringify(retention)])
}

async function leave(id: string): Promise<void> {
  const token = stage.world.links.sign('unsubscribe', { ids: [id], expiresAt: null })
  await unsubscribe(stage.world, { token, method: 'page' })
}

const readers = () => stage.world.database.select().from(subscribers)

describe('whoever left', () => {
  test('is erased after the days that the organisation has set, and not before', async () => {
    await keepFor({ leaverDays: 10, deliveryMonths: 24 })
    const { id } = await addReader(stage.world)
    const stays = await addReader(stage.world)
    await leave(id)
    const leftAt = stage.world.now()
    stage.clock.advance({ hours: 24 * 10 - 1 })
    expect((await applyRetention(stage.world)).leavers).toBe(0)
    expect(await describeRetention(stage.world)).toMatchObject({
      kept: { leavers: { due: 0, next: leftAt.add({ hours: 240 }) } },
    })
    stage.clock.advance({ hours: 1 })
    expect(await dueNow()).toMatchObject({ leavers: 1 })
    expect((await applyRetention(stage.world)).leavers).toBe(1)
    expect(await describeRetention(stage.world)).toMatchObject({ unfinishedErasures: 1 })
    await runJobs(stage.world)
    expect((await readers()).map((reader) => reader.id)).toEqual([stays.id])
    expect(await dueNow()).toEqual(nothing)
    expect(await applyRetention(stage.world)).toEqual(nothing)
  })

  test('and came back is not erased', async () => {
    const { id, email } = await addReader(stage.world)
    await leave(id)
    await stage.testDatabase.pool.query('delete from rate_limits')
    expect((await addReader(stage.world, { email })).id).toBe(id)
    stage.clock.advance({ hours: 24 * 400 })
    expect((await applyRetention(stage.world)).leavers).toBe(0)
    expect(await findSubscriber(stage.world.database, id)).toMatchObject({ endedAt: null, erasedAt: null })
  })
})

describe('letters of a campaign that was over long ago', () => {
  test('name nobody any more, and its account stays what it was', async () => {
    await stage.addReaders(6)
    const told = await createToldCampaign(stage, { uncertain: [3] })
    await told.tell(0, { kind: 'delivered', minutes: 1 })
    await told.tell(1, { kind: 'bounced', bounceKind: 'soft', minutes: 1 })
    await told.tell(2, { kind: 'delayed', minutes: 1 })
    await told.tell(4, { kind: 'complained', minutes: 1 })
    await applyProviderEvents(stage.world)
    await runJobs(stage.world)
    const before = await stage.accountOf(told.campaignId)
    expect(before).toMatchObject({ delivered: 1, bouncedSoft: 1, delayed: 1, complained: 1, uncertain: 1 })

    stage.clock.advance({ hours: 24 * 365 })
    expect((await applyRetention(stage.world)).letters).toBe(0)
    stage.clock.advance({ hours: 24 * 366 })
    expect(await dueNow()).toMatchObject({ letters: 6 })
    expect((await applyRetention(stage.world)).letters).toBe(6)

    expect(await stage.accountOf(told.campaignId)).toEqual(before)
    const named = new Set((await readers()).filter(({ erasedAt }) => erasedAt === null).map(({ id }) => id))
    const left = await stage.world.database.select().from(deliveries)
    expect(left.map(({ position }) => position).toSorted((one, other) => one - other)).toEqual([1, 2])
    expect(left.filter(({ subscriberId }) => named.has(subscriberId))).toEqual([])
    expect(named.size).toBe(6)
    const { rows } = await stage.testDatabase.pool.query('select walked_to from campaign_releases')
    expect(rows).toEqual([{ walked_to: null }])
    expect((await applyRetention(stage.world)).letters).toBe(0)
  })

  test('are kept while the campaign is not over', async () => {
    await stage.addReaders(2)
    await createToldCampaign(stage)
    stage.clock.advance({ hours: 24 * 1000 })
    expect((await applyRetention(stage.world)).letters).toBe(0)
    expect(await stage.world.database.select().from(deliveries)).toHaveLength(2)
  })
})

test('what expired goes with what it holds: requests, links, and wishes to change an address', async () => {
  const { id } = await addReader(stage.world)
  await linkOf(stage.world, id)
  await subscribe(stage.world, buildRequest())
  const requestedAt = stage.world.now().toString()
  await stage.testDatabase.pool.query(
    `insert into address_changes (id, subscriber_id, email_index, suppression_hash, email_sealed, requested_at, expires_at)
     values (gen_random_uuid(), $1, 'index', 'hash', 'sealed', $2, $2::timestamptz + interval '1 day')`,
    [id, requestedAt],
  )
  await stage.testDatabase.pool.query(
    `insert into digests (id, subscriber_id, month, campaign_ids, created_at)
     values (gen_random_uuid(), $1, '2026-11', '[]', $2)`,
    [id, requestedAt],
  )
  expect(await dueNow()).toEqual(nothing)
  stage.clock.advance({ hours: 24 })
  expect(await applyRetention(stage.world)).toEqual({ ...nothing, visits: 1, addressChanges: 1 })
  // The confirmed request of the reader and the open one of somebody else.
  stage.clock.advance({ hours: 24 * 7 })
  expect(await applyRetention(stage.world)).toEqual({ ...nothing, requests: 2 })
  stage.clock.advance({ hours: 24 * 800 })
  expect(await dueNow()).toEqual({ ...nothing, digests: 1 })
  expect(await applyRetention(stage.world)).toEqual({ ...nothing, digests: 1 })
})

test('the outlook changes nothing, and is there before the organisation is', async () => {
  const { id } = await addReader(stage.world)
  await leave(id)
  stage.clock.advance({ hours: 24 * 400 })
  await describeRetention(stage.world)
  expect(await findSubscriber(stage.world.database, id)).toMatchObject({ erasedAt: null })
  await stage.testDatabase.pool.query('delete from organisation')
  expect((await describeRetention(stage.world)).retention).toEqual({ leaverDays: 30, deliveryMonths: 24 })
})
