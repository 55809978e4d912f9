import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { forgetProviderEvents } from '#actions/forget-provider-events'
import { providerEvents } from '#database/tables'
import { limits } from '#domain/limits'
import { untilBlocked } from '../support/locks.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign, listSuppressionReasons, type Told, type ToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage
let told: ToldCampaign
let start: Temporal.Instant

beforeEach(async () => {
  stage = await createSendingStage()
  await stage.addReaders(4)
  told = await createToldCampaign(stage, { uncertain: [3] })
  start = stage.world.now()
})

afterEach(() => stage.close())

const apply = () => applyProviderEvents(stage.world)
const at = (minutes: number): Temporal.Instant => start.add({ minutes })
const openEvents = async () =>
  (await stage.world.database.select().from(providerEvents)).filter(({ appliedAt }) => appliedAt === null)

describe('what a provider tells of a letter', () => {
  test('is noted on the letter and counted in its batch', async () => {
    await told.tell(0, { kind: 'accepted', minutes: 1 })
    await told.tell(0, { kind: 'delayed', minutes: 2 })
    await told.tell(0, { kind: 'delivered', minutes: 3 })
    await told.tell(0, { kind: 'complained', minutes: 4 })
    await told.tell(1, { kind: 'bounced', bounceKind: 'soft', minutes: 5 })
    await told.tell(2, { kind: 'bounced', bounceKind: 'hard', minutes: 6 })
    await apply()
    expect(await told.letters()).toMatchObject([
      { delayedAt: at(2), deliveredAt: at(3), complainedAt: at(4), bouncedAt: null, provenAt: null },
      { bouncedAt: at(5), bounceKind: 'soft' },
      { bouncedAt: at(6), bounceKind: 'hard' },
      { deliveredAt: null, bouncedAt: null },
    ])
    expect(await told.batch()).toMatchObject({
      acceptedCount: 3,
      uncertainCount: 1,
      deliveredCount: 1,
      bouncedCount: 2,
      hardBouncedCount: 1,
      complainedCount: 1,
    })
    expect(await listSuppressionReasons(stage)).toEqual(['bounced', 'complained'])
    expect(await openEvents()).toEqual([])
  })

  test('stands in the account, which still balances', async () => {
    for (const position of [0, 1, 2, 3]) await told.tell(position, { kind: 'delivered' })
    await told.tell(1, { kind: 'delayed' })
    await told.tell(0, { kind: 'complained' })
    await apply()
    expect(await stage.accountOf(told.campaignId)).toMatchObject({
      frozen: 4,
      accepted: 4,
      uncertain: 0,
      delivered: 4,
      complained: 1,
      delayed: 0,
      bouncedHard: 0,
      providers: [{ provider: 'resend', accepted: 4, delivered: 4, complained: 1 }],
    })
  })

  test('moves an uncertain letter to the accepted once, at the first word about it', async () => {
    await told.tell(3, { kind: 'delivered', minutes: 7 })
    await apply()
    await told.tell(3, { kind: 'accepted', minutes: 1 })
    await apply()
    expect((await told.letters())[3]).toMatchObject({ uncertainAt: start, provenAt: at(1), deliveredAt: at(7) })
    expect(await told.batch()).toMatchObject({ acceptedCount: 4, uncertainCount: 0, deliveredCount: 1 })
  })

  test('suppresses once, so that a person who lifts a suppression is not overruled by a repetition', async () => {
    await told.tell(0, { kind: 'bounced', id: 'msg_bounce' })
    await apply()
    await stage.testDatabase.pool.query('update suppressions set lifted_at = now()')
    await told.tell(0, { kind: 'bounced', id: 'msg_bounce' })
    await told.tell(0, { kind: 'bounced', id: 'msg_same_again' })
    await told.tell(0, { kind: 'suppressed', id: 'msg_because_of_it' })
    await apply()
    const { rows } = await stage.testDatabase.pool.query('select 1 from suppressions where lifted_at is null')
    expect(rows).toEqual([])
    expect(await told.batch()).toMatchObject({ bouncedCount: 1, hardBouncedCount: 1 })
  })

  test('does no harm to a reader who was erased meanwhile', async () => {
    await stage.testDatabase.pool.query(
      `update subscribers set ended_at = now(), erased_at = now(), email_index = null, email_sealed = null, suppression_hash = null`,
    )
    await told.tell(0, { kind: 'complained' })
    await apply()
    expect((await told.batch()).complainedCount).toBe(1)
    expect(await listSuppressionReasons(stage)).toEqual([])
  })
})

describe('an event counts once, in any order', () => {
  test('when ten programs apply the same pages at the same time', async () => {
    const events: Told[] = [{ kind: 'delivered' }, { kind: 'complained' }, { kind: 'accepted' }, { kind: 'delayed' }]
    for (let time = 0; time < 4; time += 1) {
      for (const position of [0, 1, 2, 3]) for (const event of events) await told.tell(position, event)
    }
    await Promise.all(Array.from({ length: 10 }, apply))
    // Whoever found rows taken by another leaves them to it.
    await apply()
    expect(await told.batch()).toMatchObject({ acceptedCount: 4, deliveredCount: 4, complainedCount: 4 })
    expect(await openEvents()).toEqual([])
    expect(await listSuppressionReasons(stage)).toEqual(Array(4).fill('complained'))
  })

  test('when two programs apply events of the same letter, the second while the first is in the middle', async () => {
    const { pool } = stage.testDatabase
    await pool.query(
      `create function wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return new; end $$`,
    )
    await pool.query('create trigger waits before update on delivery_batches for each row execute function wait()')
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock(1)')
      await told.tell(0, { kind: 'delivered' })
      const first = apply()
      await untilBlocked(pool)
      // What another is applying is left to it.
      await apply()
      await told.tell(0, { kind: 'delivered' })
      const second = apply()
      await untilBlocked(pool, 2)
      await client.query('select pg_advisory_unlock(1)')
      await Promise.all([first, second])
    } finally {
      client.release()
    }
    expect((await told.batch()).deliveredCount).toBe(1)
    expect(await openEvents()).toEqual([])
  })

  test('when it is received ten times at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => told.tell(0, { kind: 'complained', id: 'msg_same' })))
    expect(await openEvents()).toHaveLength(1)
  })

  test('when there are more than a page of them', async () => {
    const { pool } = stage.testDatabase
    await pool.query(
      `insert into provider_events (id, provider, kind, reference, occurred_at, arrived_at)
       select 'many-' || number, 'resend', 'delivered', $1, now(), now() from generate_series(1, $2::int) as number`,
      [stage.world.references.sign({ batchId: told.batchId, position: 0 }), 2 * limits.providerEventPageSize + 1],
    )
    await apply()
    expect(await openEvents()).toEqual([])
    expect((await told.batch()).deliveredCount).toBe(1)
  })

  test('when whoever applies it dies in the middle: all of a page, or nothing', async () => {
    await told.tell(0, { kind: 'complained' })
    const { pool } = stage.testDatabase
    await pool.query(`create function die() returns trigger language plpgsql as $$ begin raise 'died'; end $$`)
    await pool.query('create trigger dies before insert on suppressions for each row execute function die()')
    await expect(apply()).rejects.toMatchObject({ cause: { message: 'died' } })
    expect((await told.letters())[0]?.complainedAt).toBeNull()
    await pool.query('drop trigger dies on suppressions')
    await apply()
    expect(await told.batch()).toMatchObject({ complainedCount: 1 })
    expect(await listSuppressionReasons(stage)).toEqual(['complained'])
  })
})

describe('an event for which no letter is there', () => {
  const nobody = { batchId: '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23', position: 0 }

  test('is parked, tried again after a minute, and applied when its letter has come', async () => {
    const { batchId } = told
    const { pool } = stage.testDatabase
    await told.tell(9, { kind: 'delivered' })
    await apply()
    expect(await openEvents()).toMatchObject([{ triedAt: start }])
    await pool.query('update deliveries set position = 9 where batch_id = $1 and position = 2', [batchId])
    await apply()
    expect(await openEvents()).toHaveLength(1)
    stage.clock.advance({ seconds: 61 })
    await apply()
    expect(await openEvents()).toEqual([])
    expect((await told.batch()).deliveredCount).toBe(1)
  })

  test('is given up after a day, and forgotten after a week', async () => {
    await told.tell(0, { kind: 'delivered', reference: stage.world.references.sign(nobody) })
    await apply()
    stage.clock.advance({ hours: 23 })
    await apply()
    expect(await openEvents()).toHaveLength(1)
    stage.clock.advance({ hours: 2 })
    await apply()
    expect(await openEvents()).toEqual([])
    expect(await forgetProviderEvents(stage.world)).toBe(0)
    stage.clock.advance({ days: 7 })
    expect(await forgetProviderEvents(stage.world)).toBe(1)
  })

  test('changes nothing when its reference is not signed by us', async () => {
    const genuine = stage.world.references.sign({ batchId: told.batchId, position: 0 })
    const forged = `${genuine.slice(0, -16)}${'0'.repeat(16)}`
    await told.tell(0, { kind: 'complained', reference: forged })
    await apply()
    stage.clock.advance({ days: 1, minutes: 1 })
    await apply()
    expect(await openEvents()).toEqual([])
    expect((await told.batch()).complainedCount).toBe(0)
    expect(await listSuppressionReasons(stage)).toEqual([])
  })

  test('is not even kept when it is about other mail than ours', async () => {
    await told.tell(0, { kind: 'bounced', reference: 'welcome-mail-17' })
    expect(await openEvents()).toEqual([])
  })

  test('does not keep others waiting', async () => {
    for (let count = 0; count < 3; count += 1) {
      await told.tell(0, { kind: 'delivered', reference: stage.world.references.sign(nobody) })
    }
    await told.tell(0, { kind: 'delivered' })
    await apply()
    expect((await told.batch()).deliveredCount).toBe(1)
  })
})
