import type { Cadence } from './cadence.ts'

/** Which letters a reader wants, and when. */
export type ReadingWish = {
  readonly cadence: Cadence
  /** The observances whose letters they want, where their cadence is `chosen-days`. */
  readonly chosenDays: readonly string[]
  /** The holidays around which they want no letters. */
  readonly quietDays: readonly string[]
  /** Until when they want no letters at all. */
  readonly pausedUntil: Temporal.Instant | null
}

/** What readers' wishes look at of a letter that is about to leave. */
export type Occasion = {
  readonly now: Temporal.Instant
  /** The observance that the letter is about; null where it is about none. */
  readonly observanceId: string | null
  /** Whether it corrects a letter that its readers already have. */
  readonly isCorrection: boolean
  /** The holidays around which it is quiet now, as `quietOn` gives them. */
  readonly quietNow: readonly string[]
}

/** Why a letter that is meant for a reader does not go to them: it is they who do not want it, or not now. */
export const wishReasons = ['paused', 'quiet-days', 'digest', 'other-days'] as const

export type WishReason = (typeof wishReasons)[number]

/**
 * What in a reader's wishes keeps a letter from them; null when nothing does. Whoever wants no mail now gets none. Which
 * letters they want does not count for a correction: it goes to those who have the letter that was wrong. SQL says the
 * same, which `tests/flows` proves.
 */
export function wishAgainst(
  { cadence, chosenDays, quietDays, pausedUntil }: ReadingWish,
  { now, observanceId, isCorrection, quietNow }: Occasion,
): WishReason | null {
  if (isPaused(pausedUntil, now)) return 'paused'
  if (quietDays.some((id) => quietNow.includes(id))) return 'quiet-days'
  if (isCorrection || cadence === 'every') return null
  if (cadence === 'digest') return 'digest'
  return observanceId !== null && chosenDays.includes(observanceId) ? null : 'other-days'
}

/** Whether a reader who asked for no mail until an instant gets none now. */
export function isPaused(pausedUntil: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return pausedUntil !== null && Temporal.Instant.compare(pausedUntil, now) > 0
}
