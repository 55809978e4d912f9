import { listEntries } from '#database/library-queries'
import { listRecordedDates, readDates, type RecordedDate } from '#database/observance-queries'
import { findOrganisation } from '#database/organisation-queries'
import type { Observance } from '#domain/observance'
import { occurrenceName } from '#domain/occurrence'
import { trackProcesses as trackChains, type ProcessChain, type StepRecord } from '#domain/un-process'
import type { World } from './world.ts'

/** The chains of a year, with what the library tells of the years before it. */
export type TrackedYear = {
  readonly chains: readonly ProcessChain[]
  /** The steps of every chain, by id, for their names and their past. */
  readonly observances: ReadonlyMap<string, Observance>
}

/**
 * The chains of decisions of one year, each step with its state, its day in the organisation's zone and in others, and
 * what somebody should look at.
 * @param viewerZones in which the days are shown as well
 */
export async function trackProcesses(
  world: World,
  { year, viewerZones }: { year: number; viewerZones: readonly string[] },
): Promise<TrackedYear> {
  const organisation = await findOrganisation(world.database)
  const homeZone = organisation?.timeZone ?? 'UTC'
  const observances = (await listEntries(world.database, 'observance'))
    .map(({ entry }) => entry)
    .filter(({ process }) => process !== null)
  const recorded = Map.groupBy(await listRecordedDates(world.database), ({ observanceId }) => observanceId)
  const chains = trackChains({
    observances,
    dates: await readDates(world.database, observances),
    records: new Map(observances.map((one) => [one.id, recordsOf(one, recorded.get(one.id) ?? [])])),
    span: { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), to: endOf(year) },
    today: world.now().toZonedDateTimeISO(homeZone).toPlainDate(),
    viewerZones: [homeZone, ...viewerZones],
  })
  return { chains, observances: new Map(observances.map((one) => [one.id, one])) }
}

// What people recorded counts before what the library tells, step by step.
function recordsOf({ rule, history }: Observance, recorded: readonly RecordedDate[]): StepRecord[] {
  const nameOf = (nominalDate: Temporal.PlainDate): string => occurrenceName(rule, nominalDate)
  const past = history.map(({ nominalDate, outcome }) => ({
    nominalDate: Temporal.PlainDate.from(nominalDate),
    draftDocument: null,
    outcome,
  }))
  const byName = new Map<string, StepRecord>(past.map((record) => [nameOf(record.nominalDate), record]))
  for (const { nominalDate, draftDocument, outcome } of recorded) {
    const before = byName.get(nameOf(nominalDate))
    byName.set(nameOf(nominalDate), { nominalDate, draftDocument, outcome: outcome ?? before?.outcome ?? null })
  }
  return [...byName.values()]
}

function endOf(year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: 12, day: 31 })
}
