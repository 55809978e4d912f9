import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { viewerZone } from '../../parts/clock.ts'
import { useDates } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import styles from './calendar-bar.module.css'
import { calendarViews, type CalendarSearch, type CalendarView } from './calendar-search.ts'

type CalendarBarProps = {
  readonly view: CalendarView
  readonly on: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly zone: string
  readonly onShow: (search: CalendarSearch) => void
  readonly onTurn: (steps: number) => void
}

/** What is shown, how to turn it, and on whose clocks. */
export function CalendarBar({ view, on, today, zone, onShow, onTurn }: CalendarBarProps) {
  const words = useWords()
  const dates = useDates()
  const organisationZone = useOrganisationZone()
  const titles = {
    month: dates.day(on, 'month'),
    year: words('calendar.yearTitle', { year: String(on.year) }),
    agenda: words('calendar.agendaTitle', { day: dates.day(on, 'full') }),
  } as const satisfies Record<CalendarView, string>
  const zones = [
    { value: 'ours', label: dates.clocks(organisationZone) },
    { value: 'mine', label: words('calendar.mine', { city: dates.clocks(viewerZone()) }) },
  ]
  return (
    <div className={styles['bar']}>
      <h1 tabIndex={-1} aria-live="polite">
        {titles[view]}
      </h1>
      <ActionIcon variant="default" size={40} onClick={() => onTurn(-1)} aria-label={words('calendar.back')}>
        <Icon name="back" size={18} />
      </ActionIcon>
      <ActionIcon variant="default" size={40} onClick={() => onTurn(1)} aria-label={words('calendar.forward')}>
        <Icon name="forward" size={18} />
      </ActionIcon>
      <Button variant="default" h={40} onClick={() => onShow({ on: String(today) })}>
        {words('horizon.today')}
      </Button>
      <div className={styles['choices']}>
        {organisationZone !== viewerZone() && (
          <SegmentedControl
            aria-label={words('calendar.zone')}
            data={zones}
            value={zone === organisationZone ? 'ours' : 'mine'}
            onChange={(chosen) => onShow({ zone: chosen === 'mine' ? 'mine' : undefined })}
          />
        )}
        <SegmentedControl
          aria-label={words('calendar.view')}
          data={calendarViews.map((value) => ({ value, label: words(`calendar.views.${value}`) }))}
          value={view}
          onChange={(chosen) => {
            const found = calendarViews.find((known) => known === chosen)
            if (found !== undefined) onShow({ view: found })
          }}
        />
      </div>
    </div>
  )
}
