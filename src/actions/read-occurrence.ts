import { findEntry } from '#database/library-queries'
import { findRecordedDate, knownDates, type RecordedDate } from '#database/observance-queries'
import { listStaff } from '#database/staff-queries'
import type { Observance } from '#domain/observance'
import { occurrenceName, occurrenceNamed, type Occurrence } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** One occurrence with all that people said of it. */
export type ReadOccurrence = {
  readonly observance: Observance
  readonly occurrence: Occurrence
  readonly name: string
  /** Undefined while nobody has said anything. */
  readonly record: RecordedDate | undefined
  /** What the library tells of an occurrence of the past. */
  readonly past: Observance['history'][number] | undefined
  /** Names of staff by id: who confirmed, cancelled and recorded. */
  readonly staffNames: ReadonlyMap<string, string>
}

/** An occurrence with its day, how sure it is, and how it ended. @throws Refusal `not-found` */
export async function readOccurrence(
  world: World,
  { observanceId, occurrence: name }: { observanceId: string; occurrence: string },
): Promise<ReadOccurrence> {
  const observance = (await findEntry(world.database, 'observance', observanceId))?.entry
  if (!observance) throw new Refusal('not-found')
  const record = await findRecordedDate(world.database, { observanceId, occurrence: name })
  const occurrence = occurrenceNamed(observance, knownDates(observance, record ? [record] : []), name)
  if (!occurrence) throw new Refusal('not-found')
  const staff = await listStaff(world.database)
  return {
    observance,
    occurrence,
    name,
    record,
    past: pastOf(observance, name),
    staffNames: new Map(staff.map((member) => [member.id, member.name])),
  }
}

/** What the library tells of one occurrence of the past. */
export function pastOf({ history, rule }: Observance, name: string): ReadOccurrence['past'] {
  return history.find(({ nominalDate }) => occurrenceName(rule, Temporal.PlainDate.from(nominalDate)) === name)
}
