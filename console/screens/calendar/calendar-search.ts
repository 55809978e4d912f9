export const calendarViews = ['month', 'year', 'agenda'] as const

export type CalendarView = (typeof calendarViews)[number]

/** What the calendar shows: a view, the day that it is turned to, and the zone of its hours. All of it can be linked. */
export type CalendarSearch = { readonly view?: CalendarView; readonly on?: string; readonly zone?: 'mine' | undefined }

/** Reads the search of the address; what is no view or no day is dropped. */
export function readCalendarSearch(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const view = calendarViews.find((known) => known === search['view'])
  const on = typeof search['on'] === 'string' && isDay(search['on']) ? search['on'] : undefined
  return {
    ...(view !== undefined && { view }),
    ...(on !== undefined && { on }),
    ...(search['zone'] === 'mine' && { zone: 'mine' as const }),
  }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
