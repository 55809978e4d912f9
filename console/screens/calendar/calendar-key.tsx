import type { CampaignStatus } from '#domain/campaign'
import { Panel } from '../../parts/panel.tsx'
import { StatusShape } from '../../parts/status-mark.tsx'
import { useWords } from '../../words.tsx'
import styles from './calendar-key.module.css'
import { DayTick } from './day-tick.tsx'

const statuses = ['draft', 'in-review', 'scheduled', 'sending', 'sent'] as const satisfies readonly CampaignStatus[]

/** What the signs of the calendar mean. */
export function CalendarKey() {
  const words = useWords()
  return (
    <Panel title={words('calendar.key.title')}>
      <ul className={styles['key']}>
        <li>
          <span>
            <DayTick />
          </span>
          {words('calendar.key.fixed')}
        </li>
        <li>
          <span>
            <i className={styles['window']} />
          </span>
          {words('calendar.key.expected')}
        </li>
        {statuses.map((status) => (
          <li key={status}>
            <span>
              <StatusShape of={status} />
            </span>
            {words(`status.${status}`)}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
