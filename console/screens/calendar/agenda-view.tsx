import { useDates } from '../../parts/dates.ts'
import { EmptyNote } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'
import styles from './agenda-view.module.css'
import { isCrowded } from './calendar-items.ts'
import { ItemCard } from './item-card.tsx'
import type { ViewProps } from './month-view.tsx'

type AgendaViewProps = ViewProps & { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

/** One day after the other, those alone on which something is. */
export function AgendaView({ items, today, crowded, onMove, from, to }: AgendaViewProps) {
  const words = useWords()
  const dates = useDates()
  // What began before this stretch stands on its first day.
  const begins = (day: Temporal.PlainDate): Temporal.PlainDate =>
    Temporal.PlainDate.compare(day, from) < 0 ? from : day
  const shown = items.filter(
    (item) => Temporal.PlainDate.compare(item.from, to) <= 0 && Temporal.PlainDate.compare(from, item.to) <= 0,
  )
  const byDay = Map.groupBy(
    shown.toSorted((a, b) => Temporal.PlainDate.compare(begins(a.from), begins(b.from))),
    (item) => String(begins(item.from)),
  )
  if (byDay.size === 0) return <EmptyNote>{words('calendar.empty')}</EmptyNote>
  return (
    <ol className={styles['agenda']}>
      {[...byDay].map(([day, its]) => (
        <li key={day} className={day === String(today) ? styles['today'] : undefined}>
          <div className={styles['day']}>
            <span aria-hidden="true">{Temporal.PlainDate.from(day).day}</span>
            <small>
              {dates.day(day, 'monthShort')} · {dates.day(day, 'weekday')}
            </small>
            {day === String(today) && <small className={styles['now']}>{words('horizon.today')}</small>}
          </div>
          <div>
            {isCrowded({ crowded }, Temporal.PlainDate.from(day)) && (
              <p className={styles['crowds']}>{words('calendar.crowded')}</p>
            )}
            {its.map((item) => (
              <div key={item.key}>
                <ItemCard item={item} onMove={onMove} />
                {!item.from.equals(item.to) && <p className="hint">{dates.span(item.from, item.to)}</p>}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
