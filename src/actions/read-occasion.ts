import type { ApprovedMail } from '#database/approved-mail-queries'
import type { Executor } from '#database/database'
import { readSingleEntry } from '#database/library-queries'
import { findOrganisation } from '#database/organisation-queries'
import { limits } from '#domain/limits'
import { quietOn } from '#domain/quiet-days'
import type { Occasion } from '#domain/reading-wish'
import type { World } from './world.ts'

/** What readers' wishes look at of a letter that leaves now. The days are those of the organisation's clock. */
export async function readOccasion(
  world: World,
  executor: Executor,
  { kind, observanceId }: Pick<ApprovedMail, 'kind' | 'observanceId'>,
): Promise<Occasion> {
  return {
    now: world.now(),
    observanceId,
    isCorrection: kind === 'correction',
    quietNow: await readQuietNow(world, executor),
  }
}

/** The same of a digest. It is no letter about a day: only whoever wants no mail at all now gets none. */
export function readDigestOccasion(world: World, executor: Executor): Promise<Occasion> {
  return readOccasion(world, executor, { kind: 'correction', observanceId: null })
}

// Ends with the world. Every batch asks, and the answer changes at midnight or when somebody edits the library.
const known = new WeakMap<World['now'], { readonly quietNow: readonly string[]; readonly until: Temporal.Instant }>()

async function readQuietNow(world: World, executor: Executor): Promise<readonly string[]> {
  const now = world.now()
  const last = known.get(world.now)
  if (last && Temporal.Instant.compare(now, last.until) < 0) return last.quietNow
  const { timeZone = 'UTC' } = (await findOrganisation(executor)) ?? {}
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const quietNow = quietOn(today, (await readSingleEntry(executor, 'cautions')).quietDays)
  known.set(world.now, { quietNow, until: now.add({ seconds: limits.quietDaysMemorySeconds }) })
  return quietNow
}
