import type { Embargo } from '#domain/embargo'
import { useDates } from '../../../parts/dates.ts'
import { useWords } from '../../../words.tsx'

/** An embargo as a sentence. */
export function useEmbargoWords(): (embargo: Embargo) => string {
  const words = useWords()
  const dates = useDates()
  return ({ date, time, timeZone }) =>
    words('details.embargo.until', { day: dates.day(date, 'long'), time, zone: dates.clocks(timeZone) })
}
