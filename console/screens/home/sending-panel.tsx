import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../parts/clock.ts'
import { useDates } from '../../parts/dates.ts'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { StatusShape } from '../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { sendingQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './home.module.css'
import { findNeeds } from './needs.ts'

/** Whether mail goes out, who carries it, and when a worker was last heard of. */
export function SendingPanel() {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const now = useNow()
  const { data: sending, dataUpdatedAt } = useQuery(sendingQuery)
  if (sending === undefined) return null
  const isWell = findNeeds({ campaigns: [], notices: [], sending, missing: [], now }).length === 0
  const asOf = Temporal.Instant.fromEpochMilliseconds(dataUpdatedAt)
  return (
    <Panel
      title={words('home.sending')}
      aside={
        <span className={isWell ? styles['well'] : styles['ill']}>
          <StatusShape of={isWell ? 'well' : 'held'} />
          {words(isWell ? 'home.allWell' : 'home.look')}
        </span>
      }
    >
      {sending.providers
        .filter(({ isConfigured }) => isConfigured)
        .map(({ name, standing, warmUp }) => (
          <PanelRow key={name} aside={<span>{words(`provider.${standing}`)}</span>}>
            {words(`providerName.${name}`)}
            {warmUp !== null && (
              <span className="hint">
                {' '}
                {words('home.warmUp', { day: warmUp.day, sent: warmUp.handedOver, limit: warmUp.ceiling })}
              </span>
            )}
          </PanelRow>
        ))}
      <PanelRow
        aside={
          <span className="figures">
            {sending.lastSignOfLife === null ? words('home.never') : dates.time(sending.lastSignOfLife, zone)}
          </span>
        }
      >
        {words('home.worker')}
      </PanelRow>
      <p className="hint">{words('home.asOf', { time: dates.time(asOf, zone) })}</p>
    </Panel>
  )
}
