import {
  findKeptFact,
  listConflictingFacts,
  listFactChanges,
  type FactChange,
  type KeptFact,
} from '#database/fact-queries'
import { findOrganisation } from '#database/organisation-queries'
import { listStaff } from '#database/staff-queries'
import { factConcerns, type FactConcern } from '#domain/fact'
import { Refusal } from '#domain/refusal'
import { listFactUses } from './list-fact-uses.ts'
import type { CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/** A fact of the ledger with what somebody should look at before it is printed today. */
export type LedgerFact = KeptFact & { readonly concerns: readonly FactConcern[] }

/** Everything that the ledger knows of one fact. */
export type ReadFact = LedgerFact & {
  /** What contradicts it, whichever of the two says so. */
  readonly conflicts: readonly LedgerFact[]
  /** The newest change first; `changedByName` is null where the seed library changed it. */
  readonly history: readonly (FactChange & { readonly changedByName: string | null })[]
  /** Every campaign that cites it, newest first. */
  readonly uses: readonly CampaignStanding[]
}

/** One fact, what contradicts it, what it said before, and who cites it. @throws Refusal `not-found` */
export async function readFact(world: World, { factId }: { factId: string }): Promise<ReadFact> {
  const { database } = world
  const kept = await findKeptFact(database, factId)
  if (!kept) throw new Refusal('not-found')
  const today = await readToday(world)
  const [conflicts, changes, uses, staff] = await Promise.all([
    listConflictingFacts(database, kept.fact),
    listFactChanges(database, factId),
    listFactUses(world, database, factId),
    listStaff(database),
  ])
  const names = new Map(staff.map(({ id, name }) => [id, name]))
  return {
    ...inLedger(kept, today),
    conflicts: conflicts.map((conflict) => inLedger(conflict, today)),
    history: changes.map((change) => ({
      ...change,
      changedByName: change.changedBy === null ? null : (names.get(change.changedBy) ?? null),
    })),
    uses,
  }
}

/** The day on the organisation's calendar. */
export async function readToday(world: World): Promise<Temporal.PlainDate> {
  const organisation = await findOrganisation(world.database)
  return world
    .now()
    .toZonedDateTimeISO(organisation?.timeZone ?? 'UTC')
    .toPlainDate()
}

/** A fact with its concerns on a day. */
export function inLedger(kept: KeptFact, today: Temporal.PlainDate): LedgerFact {
  return { ...kept, concerns: factConcerns(kept.fact, today) }
}
