import type { DeliveryBatch } from '#database/batch-queries'
import type { Executor } from '#database/database'
import {
  countDayShare,
  readHandedOver,
  reserveDayShare,
  type DayShare,
  type MailProvider,
} from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { PutOff, spreadFrom } from '#domain/put-off'
import { dayOf, nextDayStart, warmUpDay } from '#domain/warm-up'
import { closeMovedBatch, moveToNewBatches } from './cut-delivery-batch.ts'
import type { World } from './world.ts'

type WarmingDay = { readonly day: Temporal.PlainDate; readonly ceiling: number }

// All that a day could not carry comes back with the next; it need not do so within seconds.
const spreadSeconds = 600

/**
 * The day of a provider's warm-up, if it has one, with anything left of it.
 * @throws PutOff until the next day when nothing is left of this one
 */
export async function checkDayShare(
  world: World,
  transaction: Executor,
  batchId: string,
  provider: MailProvider | undefined,
): Promise<WarmingDay | null> {
  const now = world.now()
  const today = provider && warmingDayOf(provider.warmUpStartsOn, now)
  if (!today) return null
  if ((await readHandedOver(transaction, { provider: provider.name, day: today.day })) < today.ceiling) return today
  throw new PutOff('warm-up', spreadFrom(nextDayStart(now), batchId, spreadSeconds))
}

/**
 * Counts a mail that somebody waits for into the day of its provider, if that warms up. Such a mail always goes, above the
 * ceiling too; campaigns then have so much less of the day, and the ceiling stays true for the two together.
 * @returns the share, to be given back when the mail was not sent after all; null where no day is counted
 */
export async function countIntoDay(
  world: World,
  transaction: Executor,
  { name: provider, warmUpStartsOn }: Pick<MailProvider, 'name' | 'warmUpStartsOn'>,
): Promise<DayShare | null> {
  const today = warmingDayOf(warmUpStartsOn, world.now())
  if (!today) return null
  const share = { provider, day: today.day, count: 1 }
  await countDayShare(transaction, share)
  return share
}

function warmingDayOf(startsOn: Temporal.PlainDate | null, now: Temporal.Instant): WarmingDay | null {
  const day = dayOf(now)
  const warmUp = startsOn && warmUpDay(startsOn, day)
  return warmUp && { day, ceiling: warmUp.ceiling }
}

/**
 * Takes the share of the day that a batch needs. Where less is left, its readers move to two new batches, one of which
 * fits and one of which waits for the next day.
 */
export async function takeDayShare(
  world: World,
  transaction: Executor,
  {
    batch,
    positions,
    provider,
    day,
    ceiling,
  }: WarmingDay & { batch: DeliveryBatch; positions: readonly number[]; provider: ProviderName },
): Promise<DayShare | 'cut'> {
  const share = { provider, day, count: positions.length }
  if (await reserveDayShare(transaction, { ...share, ceiling })) return share
  const left = ceiling - (await readHandedOver(transaction, { provider, day }))
  const dueAt = spreadFrom(nextDayStart(world.now()), batch.id, spreadSeconds)
  const place = { provider, sizeMax: positions.length, putOffSince: batch.putOffSince }
  await moveToNewBatches(world, transaction, batch, positions.slice(0, Math.max(left, 0)), place)
  await moveToNewBatches(world, transaction, batch, positions.slice(Math.max(left, 0)), { ...place, dueAt })
  await closeMovedBatch(world, transaction, batch, positions.length)
  return 'cut'
}
