import { count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { importSubscribers } from '#actions/import-subscribers'
import { openDatabase, type Database } from '#database/database'
import { insertAudiencePage } from '#database/delivery-queries'
import { campaignReleases, deliveries, deliveryBatches, subscribers } from '#database/tables'
import { locales, type Locale } from '#domain/locale'
import { buildRevision } from '../support/campaigns.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const pageSize = 200
const pages = 5
const batchSize = 20

test('a page of an audience costs what the first did, while PostgreSQL believes that there were none before it', async () => {
  await using parts = new AsyncDisposableStack()
  const stage = await createSendingStage()
  parts.defer(stage.close)
  await addReaders(stage)
  await stage.release()
  for (const table of ['deliveries', 'delivery_batches'])
    await stage.world.database.execute(sql.raw(`alter table ${table} set (autovacuum_enabled = false)`))
  await stage.world.database.execute(sql`analyze`)
  const walking = parts.use(openDatabase(stage.testDatabase.url, { connectionsMax: 1 }))
  // The one foreign key looks up the batch of each reader, and little is looked at besides.
  expect(Math.max(...(await walk(walking.database, stage)))).toBeLessThan(2 * pageSize)
})

test('a batch holds readers of one language, and each page fills its batches', async () => {
  await using parts = new AsyncDisposableStack()
  const stage = await createSendingStage()
  parts.defer(stage.close)
  await addReaders(stage, ['en', 'ko', 'ko'])
  await stage.release()
  await walk(stage.world.database, stage)
  const rows = await stage.world.database
    .select({ batch: deliveryBatches, locale: subscribers.locale, count: count() })
    .from(deliveries)
    .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .groupBy(deliveryBatches.id, subscribers.locale)
  expect(rows.filter(({ batch, locale }) => batch.locale !== locale)).toEqual([])
  expect(rows.filter((row) => row.batch.size !== row.count || row.count > batchSize)).toEqual([])
  // Of each page, one batch in each language may be smaller than the others.
  expect(rows.filter((row) => row.count < batchSize).length).toBeLessThanOrEqual(2 * pages)
  expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(pages * pageSize)
})

async function addReaders({ world, team }: SendingStage, languages: readonly Locale[] = ['en']): Promise<void> {
  const consentedAt = world.now().subtract({ hours: 24 })
  const rows = Array.from({ length: pages * pageSize }, (_, number) => ({
    email: `reader-${number}@readers.example`,
    locale: languages[number % languages.length] ?? 'en',
    timeZone: null,
    topics: ['days-of-remembrance'],
    consentedAt,
  }))
  await importSubscribers(world, { member: team.admin, source: 'test', rows })
}

/** Walks the audience of the one release on one connection. @returns what each page read, by `countRead` */
async function walk(database: Database, { world }: SendingStage): Promise<number[]> {
  const [release] = await database.select().from(campaignReleases)
  if (!release) throw new Error('Nothing is released.')
  const read: number[] = []
  let after: string | null = null
  for (let page = 0; page < pages; page += 1) {
    const before = await countRead(database)
    const { count: placed, lastId } = await database.transaction((transaction) =>
      insertAudiencePage(transaction, {
        campaignId: release.campaignId,
        releaseId: release.id,
        rule: buildRevision().audience,
        occasion: { now: world.now(), observanceId: null, isCorrection: false, quietNow: [] },
        timeZone: null,
        fallbackZone: 'Asia/Seoul',
        confirmedBefore: world.now(),
        after,
        pageSize,
        batchSize,
        batchIds: Array.from({ length: pageSize / batchSize + locales.length }, world.newId),
        batchJob: 'send-batch-by-smtp',
        now: world.now(),
      }),
    )
    expect(placed).toBe(pageSize)
    after = lastId
    read.push((await countRead(database)) - before)
  }
  return read
}

/** Deliveries and batches that have been read so far, in the tables themselves or in their indexes. */
async function countRead(database: Database): Promise<number> {
  await database.execute(sql`select pg_stat_force_next_flush()`)
  const { rows } = await database.execute<{ count: number }>(sql`
    with walked as (select relid, seq_tup_read from pg_stat_user_tables where relname in ('deliveries', 'delivery_batches'))
    select (sum(seq_tup_read) + (select sum(idx_tup_read) from pg_stat_user_indexes where relid in (select relid from walked)))::int
      as count
    from walked`)
  return rows[0]?.count ?? Number.NaN
}
