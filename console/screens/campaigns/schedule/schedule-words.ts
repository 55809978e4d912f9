import { useDates } from '../../../parts/dates.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'

type Schedule = FullCampaign['schedule']

/** When a letter leaves, as a sentence. */
export function useScheduleWords(): (schedule: Schedule) => string {
  const words = useWords()
  const dates = useDates()
  return (schedule) => {
    if (schedule === null) return words('schedule.none')
    if (schedule.mode === 'on-outcome') return words('schedule.onOutcome')
    const values = { day: dates.day(schedule.date, 'long'), time: schedule.time, zone: dates.clocks(schedule.timeZone) }
    return words(schedule.mode === 'local-time' ? 'schedule.everywhere' : 'schedule.atOnce', values)
  }
}

/** How long until something, in the two largest units: 3 days, 4 hours. */
export function useWait(): (from: Temporal.Instant, to: Temporal.Instant) => string {
  const words = useWords()
  return (from, to) => {
    const { days, hours, minutes } = from.until(to, { largestUnit: 'hours' }).round({
      largestUnit: 'days',
      smallestUnit: 'minutes',
      relativeTo: from.toZonedDateTimeISO('UTC'),
    })
    if (days > 0) return words('schedule.wait.days', { days, hours })
    return hours > 0 ? words('schedule.wait.hours', { hours, minutes }) : words('schedule.wait.minutes', { minutes })
  }
}
