import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openDatabase } from '#database/database'
import { isOutage } from '#database/outlast-outage'
import { createTestDatabase } from '../support/postgres.ts'

test('connections that break before their transaction begins are not lost to the pool', async () => {
  await using server = await createTestDatabase()
  await using open = openDatabase(server.url, { connectionsMax: 2 })
  let toBreak = 5
  open.pool.on('acquire', (client) => {
    toBreak -= 1
    if (toBreak >= 0) client.connection.stream.destroy()
  })
  const begin = () => open.database.transaction((transaction) => transaction.execute(sql`select 1`))
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const error: unknown = await begin().catch((reason: unknown) => reason)
    expect(isOutage(error)).toBe(true)
  }
  expect((await begin()).rowCount).toBe(1)
})

test('a transaction that fails is undone as a whole, and one in it up to where that began', async () => {
  await using server = await createTestDatabase()
  await using open = openDatabase(server.url, { connectionsMax: 1 })
  await open.database.execute(sql`create table counted (number int)`)
  const failing = open.database.transaction(async (transaction) => {
    await transaction.execute(sql`insert into counted values (1)`)
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  await open.database.transaction(async (transaction) => {
    await transaction.execute(sql`insert into counted values (2)`)
    await transaction.transaction(() => Promise.reject(new Error('inner'))).catch(() => {})
  })
  expect((await open.database.execute(sql`select * from counted`)).rows).toEqual([{ number: 2 }])
})

test('the locks of a process that falls silent in the middle of a transaction are let go', async () => {
  await using server = await createTestDatabase()
  await using silent = openDatabase(server.url, { connectionsMax: 1, transactionIdleSeconds: 0.3 })
  await using open = openDatabase(server.url, { connectionsMax: 1 })
  await open.database.execute(sql`create table counted (number int)`)
  const frozen = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const work = silent.database.transaction(async (transaction) => {
    await transaction.execute(sql`lock table counted`)
    locked.resolve()
    await frozen.promise
    await transaction.execute(sql`insert into counted values (1)`)
  })
  await locked.promise
  await open.database.execute(sql`insert into counted values (2)`)
  frozen.resolve()
  const error: unknown = await work.catch((reason: unknown) => reason)
  expect(isOutage(error)).toBe(true)
  expect((await silent.database.execute(sql`select * from counted`)).rows).toEqual([{ number: 2 }])
})

test('a commit is on disk when it is answered, though the server be set to answer before', async () => {
  await using server = await createTestDatabase()
  const name = new URL(server.url).pathname.slice(1)
  await server.pool.query(`alter database ${name} set synchronous_commit = off`)
  await using open = openDatabase(server.url, { connectionsMax: 1 })
  expect((await open.database.execute(sql`show synchronous_commit`)).rows).toEqual([{ synchronous_commit: 'on' }])
})
