import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Executor, type OpenDatabase } from '#database/database'
import { given, plannedRows, prepared, preparedRows } from '#database/prepared'
import { campaignReleases, deliveryBatches } from '#database/tables'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const settling = prepared((connection) =>
  connection
    .update(deliveryBatches)
    .set(given({ settledAt: deliveryBatches.settledAt, progress: deliveryBatches.progress }))
    .where(eq(deliveryBatches.id, sql.placeholder('id')))
    .returning({ settledAt: deliveryBatches.settledAt, isNull: sql<boolean>`${deliveryBatches.progress} is null` })
    .prepare('test_settling'),
)

const finding = prepared((connection) =>
  connection
    .select({ size: deliveryBatches.size })
    .from(deliveryBatches)
    .where(eq(deliveryBatches.id, sql.placeholder('id')))
    .prepare('test_finding'),
)

const listing = preparedRows<{ size: number }>('test_listing', (connection) =>
  connection
    .select({ size: deliveryBatches.size })
    .from(deliveryBatches)
    .where(eq(deliveryBatches.id, sql.placeholder('id'))),
)

let stage: SendingStage
let open: OpenDatabase

beforeEach(async () => {
  stage = await createSendingStage()
  open = openDatabase(stage.testDatabase.url, { connectionsMax: 1, goesByIndexes: true })
})

afterEach(async () => {
  await open.close()
  await stage.close()
})

/** A batch of nobody. */
async function addBatch(): Promise<string> {
  await stage.addReaders(1)
  await stage.release()
  const [release] = await open.database.select().from(campaignReleases)
  if (!release) throw new Error('Nothing is released.')
  const id = stage.world.newId()
  const { id: releaseId, campaignId } = release
  await open.database.insert(deliveryBatches).values({ id, releaseId, campaignId, size: 0 })
  return id
}

function sizeOf(executor: Executor, id: string) {
  return finding(executor).execute({ id })
}

async function plansOf(executor: Executor): Promise<unknown[]> {
  const { rows } = await executor.execute(
    sql`select name, (generic_plans + custom_plans)::int as runs from pg_prepared_statements`,
  )
  return rows
}

test('a prepared statement is parsed once for a connection, however many transactions run it', async () => {
  const id = await addBatch()
  for (let run = 0; run < 3; run += 1)
    expect(await open.database.transaction((transaction) => sizeOf(transaction, id))).toEqual([{ size: 0 }])
  await sizeOf(open.database, id)
  expect(await plansOf(open.database)).toEqual([{ name: 'test_finding', runs: 4 }])
})

test('a prepared statement is part of the transaction that it is given, and of one in it', async () => {
  const id = await addBatch()
  const settledAt = stage.world.now()
  const failing = open.database.transaction(async (transaction) => {
    await transaction.update(deliveryBatches).set({ size: 7 })
    expect(await sizeOf(transaction, id)).toEqual([{ size: 7 }])
    await transaction.transaction((inner) => sizeOf(inner, id))
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  expect(await sizeOf(open.database, id)).toEqual([{ size: 0 }])
  expect(await settling(open.database).execute({ id, settledAt, progress: null })).toHaveLength(1)
})

test('rows as the driver gives them come from a statement that is parsed once, in the transaction that asks', async () => {
  const id = await addBatch()
  const changed = await open.database.transaction(async (transaction) => {
    await transaction.update(deliveryBatches).set({ size: 7 })
    return listing(transaction, { id })
  })
  expect(changed).toEqual([{ size: 7 }])
  expect(await listing(open.database, { id })).toEqual([{ size: 7 }])
  expect(await plansOf(open.database)).toEqual([{ name: 'test_listing', runs: 2 }])
})

test('what is planned anew each time leaves no plan behind', async () => {
  const id = await addBatch()
  const planned = plannedRows<{ size: number }>((connection) =>
    connection
      .select({ size: deliveryBatches.size })
      .from(deliveryBatches)
      .where(eq(deliveryBatches.id, sql.placeholder('id'))),
  )
  expect(await planned(open.database, { id })).toEqual([{ size: 0 }])
  expect(await plansOf(open.database)).toEqual([])
})

test('a prepared update writes what it is given as the columns have it, and null as nothing', async () => {
  const id = await addBatch()
  const settledAt = Temporal.Instant.from('2026-05-13T03:00:00.123456Z')
  const progress = { begun: 1, outcomes: [] }
  const written = await settling(open.database).execute({ id, settledAt, progress })
  expect(written).toEqual([{ settledAt, isNull: false }])
  expect(await settling(open.database).execute({ id, settledAt: null, progress: null })).toEqual([
    { settledAt: null, isNull: true },
  ])
})

test('a connection that was lost is followed by one that prepares anew', async () => {
  const id = await addBatch()
  await open.database.transaction((transaction) => sizeOf(transaction, id))
  await stage.testDatabase.pool.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'northlight' and datname = current_database()`,
  )
  const again = () => open.database.transaction((transaction) => sizeOf(transaction, id))
  // The pool may hand out the lost connection once more before it hears of it.
  expect(await again().catch(again)).toEqual([{ size: 0 }])
})

test('a plan that is kept goes by an index although it is made while the table is small', async () => {
  const id = await addBatch()
  await open.database.execute(sql`analyze delivery_batches`)
  const { rows } = await open.database.execute<{ 'QUERY PLAN': string }>(
    sql`explain select size from delivery_batches where id = ${sql.raw(`'${id}'`)}`,
  )
  expect(rows[0]?.['QUERY PLAN']).toMatch(/^Index Scan/)
})
