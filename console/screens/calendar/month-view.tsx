import { useState, type DragEvent } from 'react'
import { isSureDay } from '../../parts/certainty.ts'
import { useDates } from '../../parts/dates.ts'
import { StatusShape } from '../../parts/status-mark.tsx'
import { useWords } from '../../words.tsx'
import styles from './month-view.module.css'
import { isCrowded, type CalendarItem, type ListedCalendar } from './calendar-items.ts'
import { draggedCampaign, ItemCard } from './item-card.tsx'
import { planMonth, type Bar, type MonthDay, type MonthWeek } from './month-plan.ts'
import type { Move } from './move-letter.tsx'

/** What every view of the calendar is given. */
export type ViewProps = {
  readonly items: readonly CalendarItem[]
  readonly today: Temporal.PlainDate
  /** The day that the calendar is turned to. */
  readonly on: Temporal.PlainDate
  readonly crowded: ListedCalendar['crowded']
  readonly onMove: (move: Move) => void
}

/** One month as weeks. The line of light ends at today. */
export function MonthView({ items, today, on, crowded, onMove }: ViewProps) {
  const words = useWords()
  const dates = useDates()
  const month = on.toPlainYearMonth()
  const weeks = planMonth(month, items)
  const firstDays = weeks[0]?.days ?? []
  return (
    <table className={styles['month']}>
      <caption className="visually-hidden">{words('calendar.caption', { month: dates.day(on, 'month') })}</caption>
      <thead>
        <tr>
          {firstDays.map(({ day }) => (
            <th key={day.dayOfWeek} scope="col" abbr={dates.day(day, 'weekdayLong')}>
              {dates.day(day, 'weekday')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <Week key={String(week.days[0]?.day)} week={week} today={today} crowded={crowded} onMove={onMove} />
        ))}
      </tbody>
    </table>
  )
}

type WeekProps = Pick<ViewProps, 'today' | 'crowded' | 'onMove'> & { readonly week: MonthWeek }

function Week({ week, today, crowded, onMove }: WeekProps) {
  const lanes = Math.max(0, ...week.bars.map(({ lane }) => lane + 1))
  return (
    <tr>
      {week.days.map((monthDay, column) => (
        <DayCell
          key={String(monthDay.day)}
          monthDay={monthDay}
          lanes={lanes}
          bars={week.bars.filter((bar) => bar.column === column)}
          today={today}
          isCrowded={isCrowded({ crowded }, monthDay.day)}
          onMove={onMove}
        />
      ))}
    </tr>
  )
}

type DayCellProps = Pick<ViewProps, 'today' | 'onMove'> & {
  readonly monthDay: MonthDay
  readonly lanes: number
  readonly bars: readonly Bar[]
  readonly isCrowded: boolean
}

function DayCell({ monthDay: { day, isOutside, items }, lanes, bars, today, isCrowded: crowds, onMove }: DayCellProps) {
  const words = useWords()
  const dates = useDates()
  const [isOver, setOver] = useState(false)
  const isToday = day.equals(today)
  const isPast = Temporal.PlainDate.compare(day, today) < 0
  const over = (event: DragEvent): void => {
    if (isPast || !event.dataTransfer.types.includes(draggedCampaign)) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    onMove({ campaignId: event.dataTransfer.getData(draggedCampaign), day })
  }
  const names = [isOutside && 'outside', isToday && 'today', isOver && 'over'].filter((name) => name !== false)
  return (
    <td
      className={`${styles['day']} ${names.map((name) => styles[name]).join(' ')}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-day={String(day)}
    >
      {isToday && <span className={styles['glow']} style={{ width: `${(day.dayOfWeek - 0.5) * 100}%` }} />}
      <div className={styles['number']}>
        <b>
          <span className="visually-hidden">{dates.day(day)}</span>
          <span aria-hidden="true">{day.day}</span>
        </b>
        {isToday ? (
          <span>{words('horizon.today')}</span>
        ) : crowds ? (
          <span className={styles['crowds']}>{words('calendar.crowded')}</span>
        ) : (
          day.day === 1 && <span aria-hidden="true">{dates.day(day, 'monthShort')}</span>
        )}
      </div>
      <div style={{ height: `${lanes * 34}px` }}>
        {bars.map((bar) => (
          <BarLine key={bar.item.key} bar={bar} />
        ))}
      </div>
      {items.map((item) => (
        <ItemCard key={item.key} item={item} onMove={onMove} />
      ))}
    </td>
  )
}

function BarLine({ bar: { item, days, lane, comesFromBefore, goesOn } }: { readonly bar: Bar }) {
  const dates = useDates()
  const isSure = item.kind !== 'occurrence' || isSureDay(item.certainty)
  const isOff = item.kind === 'occurrence' && item.certainty === 'cancelled'
  const ends = [comesFromBefore && 'fromBefore', goesOn && 'goesOn', !isSure && 'dashed', isOff && 'cancelled']
  return (
    <div
      className={`${styles['span']} ${ends.map((end) => (end === false ? '' : styles[end])).join(' ')}`}
      style={{ width: `calc(${days * 100}% - ${goesOn ? 6 : 12}px)`, top: `${38 + lane * 34}px` }}
      title={`${item.name}, ${dates.span(item.from, item.to)}`}
    >
      {!isSure && <StatusShape of="expected" />}
      {item.name}
    </div>
  )
}
