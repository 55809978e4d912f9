import { z } from 'zod'
import { isBefore, type DaySpan } from './day-span.ts'
import type { Observance, ProcessStep } from './observance.ts'
import { daysIn, isSure, occurrenceName, occurrencesIn, type ObservanceDate, type Occurrence } from './occurrence.ts'
import { limits } from './limits.ts'
import { plainLine } from './plain-text.ts'
import { Refusal } from './refusal.ts'
import { isHttpsUrl } from './rich-text.ts'
import { timeZoneSchema } from './time-zone.ts'
import { documentNumberSchema, outcomeSchema, type Outcome } from './un-outcome.ts'

/** The hours between which the UN meets, in Geneva and New York alike; a vote is never outside of them. */
export const meetingHours = [10, 18] as const

/** A page that others can read and that says so. */
const sourceUrlSchema = z
  .string()
  .max(2000)
  .refine(isHttpsUrl, { error: 'must be a full https address of a page that says so' })

/** What a person says of a day that no page confirms yet. */
export const namedDaySchema = z.strictObject({
  startsOn: z.iso.date(),
  lengthDays: z.number().int().min(1).max(31).default(1),
  /** The zone of the place where this one is held, where it is not the observance's own. */
  timeZone: timeZoneSchema.nullable().default(null),
})

export type NamedDay = z.output<typeof namedDaySchema>

/** What a person says to make a tentative day certain. Nothing is confirmed without a page that others can read. */
export const confirmedDaySchema = namedDaySchema.extend({ sourceUrl: sourceUrlSchema })

export type ConfirmedDay = z.output<typeof confirmedDaySchema>

/** What a person says of a draft resolution that has been tabled. */
export const tabledDraftSchema = z.strictObject({
  document: documentNumberSchema,
  tabledOn: z.iso.date(),
  sourceUrl: sourceUrlSchema,
})

export type TabledDraft = z.output<typeof tabledDraftSchema>

/** Why an occurrence does not take place: a page that says so, a reason in words, or both. */
export const cancellationSchema = z.strictObject({
  sourceUrl: sourceUrlSchema.nullable().default(null),
  reason: plainLine(limits.reasonLengthMax).nullable().default(null),
})

export type Cancellation = z.output<typeof cancellationSchema>

/**
 * Refuses a cancellation that nobody could understand later. The reason stays in the record, so it names no address.
 * @throws Refusal `cancellation-unexplained`, `reason-names-address`
 */
export function requireExplained({ sourceUrl, reason }: Cancellation): void {
  if (sourceUrl === null && !reason?.trim()) throw new Refusal('cancellation-unexplained', { field: 'reason' })
  if (reason !== null && /[@\uff20]/.test(reason)) throw new Refusal('reason-names-address', { field: 'reason' })
}

/** What a person says of the end of a step; releasing the letter about it waits for this. */
export const recordedOutcomeSchema = z.strictObject({ outcome: outcomeSchema, sourceUrl: sourceUrlSchema })

export type RecordedOutcome = z.output<typeof recordedOutcomeSchema>

/**
 * Refuses a draft where none can have been tabled.
 * @throws Refusal `nothing-decided`, `occurrence-cancelled`, `tabled-in-future`
 */
export function requireTablable(
  { process }: Pick<Observance, 'process'>,
  { certainty }: Pick<Occurrence, 'certainty'>,
  { tabledOn }: TabledDraft,
  now: Temporal.Instant,
): void {
  if (process === null) throw new Refusal('nothing-decided')
  if (certainty === 'cancelled') throw new Refusal('occurrence-cancelled')
  const today = now.toZonedDateTimeISO(firstOffset).toPlainDate()
  if (isBefore(today, Temporal.PlainDate.from(tabledOn))) throw new Refusal('tabled-in-future', { field: 'tabledOn' })
}

/** How each step can end; everything can be put off. */
const resultsOfStep: Readonly<Record<ProcessStep, readonly Outcome['result'][]>> = {
  report: ['reported', 'postponed'],
  committee: ['adopted-without-vote', 'adopted-by-vote', 'adopted', 'rejected-by-vote', 'postponed'],
  decision: ['adopted-without-vote', 'adopted-by-vote', 'adopted', 'rejected-by-vote', 'postponed'],
  review: ['reviewed', 'postponed'],
}

/**
 * Refuses an outcome that the occurrence cannot have, or not yet: letters leave by it, and a slip must not start them.
 * @throws Refusal `nothing-decided`, `outcome-not-of-step`, `occurrence-cancelled`, `day-not-confirmed`,
 * `outcome-before-day`
 */
export function requirePossibleOutcome(
  { process }: Pick<Observance, 'process'>,
  occurrence: Pick<Occurrence, 'certainty' | 'startsOn' | 'timeZone'>,
  { result }: Pick<Outcome, 'result'>,
  now: Temporal.Instant,
): void {
  if (process === null) throw new Refusal('nothing-decided')
  if (!resultsOfStep[process.step].includes(result)) {
    throw new Refusal('outcome-not-of-step', {
      field: 'outcome.result',
      values: resultsOfStep[process.step].join(', '),
    })
  }
  const { certainty, startsOn, timeZone } = occurrence
  if (certainty === 'cancelled') throw new Refusal('occurrence-cancelled')
  // What is put off often never had a day.
  if (result === 'postponed') return
  if (!isSure(certainty)) throw new Refusal('day-not-confirmed')
  const begins = startsOn.toZonedDateTime({ timeZone: timeZone === 'floating' ? firstOffset : timeZone }).toInstant()
  if (Temporal.Instant.compare(now, begins) < 0) throw new Refusal('outcome-before-day')
}

// The first clock on Earth to show a day.
const firstOffset = '+14:00'

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
export const stepStates = ['expected', 'confirmed', 'tabled', 'decided', 'cancelled'] as const

export type StepState = (typeof stepStates)[number]

/**
 * What somebody should look at.
 * - `out-of-order`: its day is before the day of the step that it follows
 * - `day-missing`: its usual time has come and nobody has confirmed a day
 * - `outcome-missing`: its day is over and nobody has recorded how it ended
 */
export const stepConcerns = ['out-of-order', 'day-missing', 'outcome-missing'] as const

export type StepConcern = (typeof stepConcerns)[number]

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
