import type { Executor } from '#database/database'
import { listEntries } from '#database/library-queries'
import { readDates } from '#database/observance-queries'
import type { Observance } from '#domain/observance'
import type { StepKey } from '#domain/observance-plan'
import { occurrenceName, occurrenceNamed, type ObservanceDate, type Occurrence } from '#domain/occurrence'
import { proposeSchedule, type LetterStep, type Playbook } from '#domain/playbook'
import type { Schedule } from '#domain/send-time'

/** The year of the organisation: what returns, what is known of its days, and what is done around them. */
export type Calendar = {
  readonly observances: readonly Observance[]
  readonly playbooks: readonly Playbook[]
  /** By the id of the observance. */
  readonly dates: ReadonlyMap<string, readonly ObservanceDate[]>
}

/** A step that begins a letter, and what it is about. */
export type CalendarStep = {
  readonly observance: Observance
  readonly occurrence: Occurrence
  readonly step: LetterStep
}

/** Reads the calendar as the organisation has it, without what it has retired. */
export async function readCalendar(executor: Executor): Promise<Calendar> {
  const observances = (await listEntries(executor, 'observance')).map(({ entry }) => entry)
  const playbooks = (await listEntries(executor, 'playbook')).map(({ entry }) => entry)
  return { observances, playbooks, dates: await readDates(executor, observances) }
}

/** A step of an occurrence that begins a letter; undefined where the calendar has none such. */
export function findStep(
  { observances, playbooks, dates }: Calendar,
  { observanceId, nominalDate, offsetDays }: StepKey,
): CalendarStep | undefined {
  const observance = observances.find(({ id }) => id === observanceId)
  const playbook = playbooks.find((candidate) => candidate.observance === observanceId)
  const step = playbook?.series.find((candidate) => candidate.offsetDays === offsetDays)
  if (!observance || step?.kind !== 'letter') return undefined
  const name = occurrenceName(observance.rule, nominalDate)
  const occurrence = occurrenceNamed(observance, dates.get(observanceId) ?? [], name)
  return occurrence && { observance, occurrence, step }
}

/** The schedule to propose for a step. @param homeZone the zone of the organisation */
export function scheduleStep(
  { observance, occurrence, step, sendOn }: CalendarStep & { readonly sendOn: Temporal.PlainDate },
  homeZone: string,
): Schedule {
  const { nominalDate, timeZone } = occurrence
  return proposeSchedule(step, { observanceId: observance.id, nominalDate, sendOn, timeZone, homeZone })
}
