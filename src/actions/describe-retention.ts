import {
  countExpired,
  countLeavers,
  countOldDigests,
  countOldLetters,
  countUnfinishedErasures,
  type DueCount,
} from '#database/retention-queries'
import { retentionCutoffs, type Retention } from '#domain/retention'
import { readRetention } from './read-retention.ts'
import type { World } from './world.ts'

/** What is kept for a time, in the order in which it is told. */
export const keptKinds = ['leavers', 'letters', 'digests', 'requests', 'addressChanges', 'visits'] as const

export type KeptKind = (typeof keptKinds)[number]

/** What would be erased if retention were applied now. */
export type RetentionOutlook = {
  readonly retention: Retention
  /** How many are due, and when the next is; null where nothing else is kept. */
  readonly kept: Readonly<Record<KeptKind, DueCount>>
  /** Readers who are erased but for their letters, of which a batch is on its way. */
  readonly unfinishedErasures: number
}

/** Tells what retention would erase now and when it has something to erase next. Changes nothing, and names nobody. */
export async function describeRetention(world: World): Promise<RetentionOutlook> {
  const { database } = world
  const now = world.now()
  const retention = await readRetention(world)
  const { leftBefore, overBefore } = retentionCutoffs(retention, now)
  const expired = await countExpired(database, now)
  return {
    retention,
    kept: {
      leavers: dueFrom(await countLeavers(database, leftBefore), leftBefore, now),
      letters: dueFrom(await countOldLetters(database, overBefore), overBefore, now),
      digests: dueFrom(await countOldDigests(database, overBefore), overBefore, now),
      ...expired,
    },
    unfinishedErasures: await countUnfinishedErasures(database),
  }
}

/** What began at `next` is due as long after that as what is due now began before now. */
function dueFrom({ due, next }: DueCount, cutoff: Temporal.Instant, now: Temporal.Instant): DueCount {
  return { due, next: next && next.add(now.since(cutoff)) }
}
