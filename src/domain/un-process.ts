import { z } from 'zod'
import { isBefore, type DaySpan } from './day-span.ts'
import type { Observance } from './observance.ts'
import { daysIn, isSure, occurrenceName, occurrencesIn, type ObservanceDate, type Occurrence } from './occurrence.ts'
import { isHttpsUrl } from './rich-text.ts'
import { timeZoneSchema } from './time-zone.ts'
import { outcomeSchema, type Outcome } from './un-outcome.ts'

/** The hours between which the UN meets, in Geneva and New York alike; a vote is never outside of them. */
const meetingHours = [10, 18] as const

const sourceUrlSchema = z
  .string()
  .max(2000)
  .refine(isHttpsUrl, { error: 'must be a full https address of a page that says so' })

/** What a person says to make a tentative day certain. Nothing is confirmed without a page that others can read. */
export const confirmedDaySchema = z.strictObject({
  startsOn: z.iso.date(),
  lengthDays: z.number().int().min(1).max(31).default(1),
  /** The zone of the place where this one is held, where it is not the observance's own. */
  timeZone: timeZoneSchema.nullable().default(null),
  sourceUrl: sourceUrlSchema,
})

/** What a person says of a draft resolution that has been tabled. */
export const tabledDraftSchema = z.strictObject({
  document: z.string().min(1).max(60),
  tabledOn: z.iso.date(),
  sourceUrl: sourceUrlSchema,
})

/** What a person says of the end of a step; releasing the letter about it waits for this. */
export const recordedOutcomeSchema = z.strictObject({ outcome: outcomeSchema, sourceUrl: sourceUrlSchema })

/** What has been recorded of one step, besides its day. */
export type StepRecord = {
  readonly nominalDate: Temporal.PlainDate
  readonly draftDocument: string | null
  readonly outcome: Outcome | null
}

/**
 * Where a step stands, read off what has been recorded.
 * - `expected`: no day yet, or none that a source confirms
 * - `confirmed`: its day is certain
 * - `tabled`: the draft has a number; a draft is not a decision
 * - `decided`: its outcome is recorded
 * - `cancelled`: it does not take place this time
 */
export type StepState = 'expected' | 'confirmed' | 'tabled' | 'decided' | 'cancelled'

/**
 * What somebody should look at.
 * - `out-of-order`: its day is before the day of the step that it follows
 * - `day-missing`: its usual time has come and nobody has confirmed a day
 * - `outcome-missing`: its day is over and nobody has recorded how it ended
 */
export type StepConcern = 'out-of-order' | 'day-missing' | 'outcome-missing'

/** One step of a chain in one year. */
export type TrackedStep = {
  readonly observanceId: string
  readonly occurrence: Occurrence
  readonly state: StepState
  readonly concerns: readonly StepConcern[]
  readonly record: StepRecord | null
  /** The days on which it happens, in the zones that were asked for. */
  readonly days: readonly { readonly timeZone: string; readonly span: DaySpan }[]
}

/** The steps of one year that lead to each other, the first one first. */
export type ProcessChain = readonly TrackedStep[]

/** What `trackProcesses` looks at. `dates` and `records` are by the id of the observance. */
export type ProcessInput = {
  readonly observances: readonly Observance[]
  readonly dates: ReadonlyMap<string, readonly ObservanceDate[]>
  readonly records: ReadonlyMap<string, readonly StepRecord[]>
  readonly span: DaySpan
  readonly today: Temporal.PlainDate
  /** Zones in which the day is shown beside the zone of the place itself. */
  readonly viewerZones: readonly string[]
}

/** The chains of decisions in a stretch of days: every step with its day, its state and how it ended. */
export function trackProcesses(input: ProcessInput): ProcessChain[] {
  const steps = input.observances
    .filter(({ process }) => process !== null)
    .flatMap((observance) =>
      occurrencesIn(observance, input.dates.get(observance.id) ?? [], input.span).map((occurrence) => ({
        observance,
        occurrence,
      })),
    )
  const previousOf = (step: Step): Step | undefined => lastBefore(step, steps)
  const chains = Map.groupBy(steps, (step) => firstOf(step, previousOf))
  return [...chains.values()].map((chain) =>
    chain
      .toSorted((a, b) => depthOf(a, previousOf) - depthOf(b, previousOf))
      .map((step) => trackStep(step, previousOf(step), input)),
  )
}

type Step = { readonly observance: Observance; readonly occurrence: Occurrence }

// Nominal days pair the steps of a year, so that a day that was moved does not join another year's chain.
function lastBefore({ observance, occurrence }: Step, steps: readonly Step[]): Step | undefined {
  const since = occurrence.nominalDate.subtract({ years: 1 })
  return steps
    .filter(
      (other) =>
        other.observance.id === observance.process?.follows &&
        isBefore(since, other.occurrence.nominalDate) &&
        !isBefore(occurrence.nominalDate, other.occurrence.nominalDate),
    )
    .toSorted((a, b) => Temporal.PlainDate.compare(a.occurrence.nominalDate, b.occurrence.nominalDate))
    .at(-1)
}

function firstOf(step: Step, previousOf: (step: Step) => Step | undefined): Step {
  const previous = previousOf(step)
  return previous === undefined ? step : firstOf(previous, previousOf)
}

function depthOf(step: Step, previousOf: (step: Step) => Step | undefined): number {
  const previous = previousOf(step)
  return previous === undefined ? 0 : 1 + depthOf(previous, previousOf)
}

function trackStep({ observance, occurrence }: Step, previous: Step | undefined, input: ProcessInput): TrackedStep {
  const name = occurrenceName(observance.rule, occurrence.nominalDate)
  const record =
    input.records
      .get(observance.id)
      ?.find(({ nominalDate }) => occurrenceName(observance.rule, nominalDate) === name) ?? null
  const zones = [...new Set([occurrence.timeZone, ...input.viewerZones])]
  return {
    observanceId: observance.id,
    occurrence,
    state: stateOf(occurrence, record),
    concerns: concernsOf(occurrence, record, previous?.occurrence, input.today),
    record,
    days: zones.map((timeZone) => ({ timeZone, span: daysIn(occurrence, timeZone, meetingHours) })),
  }
}

function stateOf({ certainty }: Occurrence, record: StepRecord | null): StepState {
  if (certainty === 'cancelled') return 'cancelled'
  if (record?.outcome) return 'decided'
  if (record?.draftDocument) return 'tabled'
  return isSure(certainty) ? 'confirmed' : 'expected'
}

function concernsOf(
  occurrence: Occurrence,
  record: StepRecord | null,
  previous: Occurrence | undefined,
  today: Temporal.PlainDate,
): StepConcern[] {
  const { certainty } = occurrence
  if (certainty === 'cancelled') return []
  const concerns: StepConcern[] = []
  const bothHaveDays = isSure(certainty) && previous !== undefined && isSure(previous.certainty)
  if (bothHaveDays && isBefore(occurrence.startsOn, previous.startsOn)) concerns.push('out-of-order')
  if (!isSure(certainty) && !isBefore(today, occurrence.startsOn)) concerns.push('day-missing')
  if (isSure(certainty) && isBefore(occurrence.endsOn, today) && !record?.outcome) concerns.push('outcome-missing')
  return concerns
}
