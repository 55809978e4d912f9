import type { Executor } from '#database/database'
import {
  insertDigests,
  listDigestReaders,
  listDigestZones,
  listMissableLetters,
  listWhoMissed,
  type MissableLetter,
} from '#database/digest-queries'
import { enqueueJobs } from '#database/job-outbox'
import { findOrganisation } from '#database/organisation-queries'
import { digestMonth, monthSpan } from '#domain/digest'
import { limits } from '#domain/limits'
import { readDigestOccasion } from './read-occasion.ts'
import type { World } from './world.ts'

/**
 * Decides for every reader of digests, once a month and on their own clock, which letters of the last month they missed,
 * and has a mail written to those who missed any. Run again, it goes on where it stopped, and decides nothing twice.
 * @returns how many mails are to be written
 */
export async function planDigests(world: World): Promise<number> {
  const organisation = await findOrganisation(world.database)
  if (!organisation) return 0
  const fallbackZone = organisation.timeZone
  let planned = 0
  for (const zone of await listDigestZones(world.database, fallbackZone)) {
    const month = digestMonth(world.now(), zone)
    if (!month) continue
    const letters = await listMissableLetters(world.database, monthSpan(month, zone))
    for (;;) {
      const page = await world.database.transaction((transaction) =>
        planPage(world, transaction, { zone, fallbackZone, month: month.toString(), letters }),
      )
      planned += page.planned
      if (page.isLast) break
    }
  }
  return planned
}

async function planPage(
  world: World,
  transaction: Executor,
  page: { zone: string; fallbackZone: string; month: string; letters: readonly MissableLetter[] },
): Promise<{ planned: number; isLast: boolean }> {
  const { letters, month } = page
  const occasion = await readDigestOccasion(world, transaction)
  const readers = await listDigestReaders(transaction, { ...page, occasion, limit: limits.digestPageSize })
  const missed = new Map<string, string[]>(readers.map((id) => [id, []]))
  for (const letter of readers.length === 0 ? [] : letters)
    for (const id of await listWhoMissed(transaction, letter, readers)) missed.get(id)?.push(letter.id)
  const now = world.now()
  const decided = await insertDigests(
    transaction,
    [...missed].map(([subscriberId, campaignIds]) => ({
      id: world.newId(),
      subscriberId,
      month,
      campaignIds,
      createdAt: now,
    })),
  )
  const wanted = decided.filter(({ campaignIds }) => campaignIds.length > 0)
  await enqueueJobs(
    transaction,
    wanted.map(({ id }) => ({ id: world.newId(), name: 'send-digest', payload: { digestId: id }, now })),
  )
  return { planned: wanted.length, isLast: readers.length < limits.digestPageSize }
}
