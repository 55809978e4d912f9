import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { campaignsQuery, type Calendar } from '../../queries.ts'
import { calendarItems, type CalendarItem } from './calendar-items.ts'

/** The items of the calendar, with campaigns on the days that the clocks of a zone show when they leave. */
export function useItems(calendar: Calendar | undefined, zone: string): readonly CalendarItem[] {
  const locale = useLocale()
  const { data } = useQuery(campaignsQuery)
  if (calendar === undefined) return []
  const instants = new Map(
    (data?.campaigns ?? []).flatMap(({ id, schedule, releasedAt, firstDueAt }) => {
      // A letter on every reader's own clock has one day everywhere.
      const instant = schedule?.mode === 'local-time' ? null : (releasedAt ?? firstDueAt)
      return instant === null ? [] : [[id, Temporal.Instant.from(instant)] as const]
    }),
  )
  return calendarItems(calendar, {
    locale,
    dayOf: ({ id }) => instants.get(id)?.toZonedDateTimeISO(zone).toPlainDate() ?? null,
  })
}
