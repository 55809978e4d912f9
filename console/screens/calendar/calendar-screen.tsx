import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useNow, viewerZone } from '../../parts/clock.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useKeys } from '../../parts/use-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { calendarQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { AgendaView } from './agenda-view.tsx'
import styles from './calendar.module.css'
import { CalendarBar } from './calendar-bar.tsx'
import { CalendarKey } from './calendar-key.tsx'
import type { CalendarSearch } from './calendar-search.ts'
import { FeedPanel } from './feed-panel.tsx'
import { MonthView } from './month-view.tsx'
import { MoveLetter, type Move } from './move-letter.tsx'
import { spanShown, turn } from './turn-calendar.ts'
import { useItems } from './use-items.ts'
import { WaitingPanel } from './waiting-panel.tsx'
import { YearView } from './year-view.tsx'

/** Observances, the steps around them and every campaign: by month, by year, or one day after the other. */
export function CalendarScreen() {
  const words = useWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/staff/calendar' })
  const organisationZone = useOrganisationZone()
  const zone = search.zone === 'mine' ? viewerZone() : organisationZone
  const today = useNow().toZonedDateTimeISO(zone).toPlainDate()
  const on = search.on === undefined ? today : Temporal.PlainDate.from(search.on)
  const chosen = search.view ?? 'month'
  // A month of seven columns cannot be read on a phone: there it is a list of its days.
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const span = spanShown(chosen, on)
  const query = useQuery({
    ...calendarQuery({ from: String(span.from), to: String(span.to) }),
    placeholderData: keepPreviousData,
  })
  const items = useItems(query.data, zone)
  const [move, setMove] = useState<Move | null>(null)
  const show = (change: CalendarSearch): void =>
    void navigate({ to: '/calendar', search: (before: CalendarSearch) => ({ ...before, ...change }) })
  const go = (steps: number): void => show({ on: String(turn(chosen, on, steps)) })
  useKeys({ ArrowLeft: () => go(-1), ArrowRight: () => go(1), t: () => show({ on: String(today) }) })
  const shown = { items, today, on, crowded: query.data?.crowded ?? [], onMove: setMove }
  return (
    <>
      <CalendarBar view={chosen} on={on} zone={zone} onShow={show} onTurn={go} today={today} />
      <ProblemNote error={query.error} />
      <div className={styles['columns']} aria-busy={query.isFetching && query.data === undefined}>
        {query.data === undefined ? (
          <p className="hint">{words('calendar.loading')}</p>
        ) : chosen === 'year' ? (
          <YearView {...shown} />
        ) : chosen === 'agenda' || isNarrow ? (
          <AgendaView {...shown} {...span} />
        ) : (
          <MonthView {...shown} />
        )}
        <div className={styles['aside']}>
          <WaitingPanel today={today} />
          <CalendarKey />
          <FeedPanel />
        </div>
      </div>
      {move !== null && <MoveLetter move={move} onClose={() => setMove(null)} />}
    </>
  )
}
