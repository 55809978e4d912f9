import { isBefore } from './day-span.ts'
import { limits } from './limits.ts'
import type { Observance } from './observance.ts'
import { isSure, type Occurrence } from './occurrence.ts'
import type { Outcome } from './un-outcome.ts'

/**
 * What an occurrence needs of a person.
 * - `day`: its usual time is near and no day is confirmed
 * - `outcome`: its day has come, something is decided on it, and nobody has recorded how it ended
 */
export const occurrenceNeeds = ['day', 'outcome'] as const

export type OccurrenceNeed = (typeof occurrenceNeeds)[number]

/** What an occurrence needs of a person today. */
export function needsOf(
  { process }: Pick<Observance, 'process'>,
  { certainty, startsOn }: Pick<Occurrence, 'certainty' | 'startsOn'>,
  outcome: Outcome | null,
  today: Temporal.PlainDate,
): OccurrenceNeed[] {
  if (certainty === 'cancelled') return []
  if (!isSure(certainty)) {
    return isBefore(today, startsOn.subtract({ days: limits.confirmDayNoticeDays })) ? [] : ['day']
  }
  return process !== null && outcome === null && !isBefore(today, startsOn) ? ['outcome'] : []
}
