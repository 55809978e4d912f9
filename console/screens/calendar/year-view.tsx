import { Link } from '@tanstack/react-router'
import { isSureDay } from '../../parts/certainty.ts'
import { useDates } from '../../parts/dates.ts'
import { StatusShape } from '../../parts/status-mark.tsx'
import { useShownStatus } from '../../parts/use-shown-status.ts'
import { useWords } from '../../words.tsx'
import styles from './year-view.module.css'
import { isCrowded, type CalendarItem } from './calendar-items.ts'
import { DayTick } from './day-tick.tsx'
import type { ViewProps } from './month-view.tsx'

/** Twelve months: their days, and the letters that leave or left. A month leads to itself. */
export function YearView({ items, today, on, crowded }: ViewProps) {
  const dates = useDates()
  const months = Array.from({ length: 12 }, (_, index) =>
    Temporal.PlainYearMonth.from({ year: on.year, month: index + 1 }),
  )
  return (
    <div className={styles['year']}>
      {months.map((month) => {
        const first = month.toPlainDate({ day: 1 })
        const its = items.filter(({ kind, from }) => kind !== 'step' && from.toPlainYearMonth().equals(month))
        const isNow = today.toPlainYearMonth().equals(month)
        return (
          <section
            key={String(month)}
            className={isNow ? styles['thisMonth'] : undefined}
            aria-label={dates.day(first, 'month')}
          >
            <h2>
              <Link to="/calendar" search={(before) => ({ ...before, view: 'month', on: String(first) })}>
                {dates.day(first, 'monthOnly')}
              </Link>
            </h2>
            <ul>
              {its
                .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
                .map((item) => (
                  <YearLine key={item.key} item={item} isCrowded={isCrowded({ crowded }, item.from)} />
                ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function YearLine({ item, isCrowded: crowds }: { readonly item: CalendarItem; readonly isCrowded: boolean }) {
  const words = useWords()
  const shownStatus = useShownStatus()
  const isUnsure = item.kind === 'occurrence' && !isSureDay(item.certainty)
  return (
    <li className={crowds ? styles['crowdedLine'] : undefined} title={crowds ? words('calendar.crowded') : undefined}>
      <span className="figures">{item.from.day}</span>
      {item.kind === 'campaign' ? (
        <>
          <StatusShape of={shownStatus(item.campaign.status)} />
          <Link to="/campaigns/$campaignId" params={{ campaignId: item.campaign.id }}>
            {item.name}
          </Link>
        </>
      ) : (
        <>
          {isUnsure ? <StatusShape of="expected" /> : <DayTick />}
          <span>
            {item.name}
            {isUnsure && <span className="visually-hidden"> ({words(`calendar.certainty.${item.certainty}`)})</span>}
          </span>
        </>
      )}
    </li>
  )
}
