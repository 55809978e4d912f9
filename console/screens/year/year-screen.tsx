import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useNow } from '../../parts/clock.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { StepPanel } from './step-panel.tsx'
import { processesQuery } from './year-queries.ts'
import styles from './year.module.css'

const route = getRouteApi('/staff/decisions')

/** The decisions of a year, chain by chain: what is expected, what is certain, and how it ended. */
export function YearScreen() {
  const words = useWords()
  const zone = useOrganisationZone()
  const now = useNow(3600)
  const navigate = route.useNavigate()
  const { year = now.toZonedDateTimeISO(zone).year } = route.useSearch()
  const { data, error } = useQuery(processesQuery(year, [zone]))
  const turn = (by: number): void => void navigate({ search: { year: year + by } })
  return (
    <>
      <PageHead
        title={words('year.title', { year: String(year) })}
        above={words('year.lead')}
        actions={
          <div className={styles['turn']}>
            {(['back', 'forward'] as const).map((way) => (
              <ActionIcon
                key={way}
                variant="default"
                size={40}
                aria-label={words(`calendar.${way}`)}
                onClick={() => turn(way === 'back' ? -1 : 1)}
              >
                <Icon name={way} />
              </ActionIcon>
            ))}
          </div>
        }
      />
      <ProblemNote error={data === undefined ? error : null} />
      {data?.chains.length === 0 && (
        <Panel title={words('year.none')}>
          <EmptyNote>{words('year.empty')}</EmptyNote>
        </Panel>
      )}
      <div className={styles['stack']}>
        {data?.chains.map((chain) => (
          <div key={chain.map((step) => step.observanceId).join(' ')} className={styles['chain']}>
            {chain.map((step) => (
              <StepPanel key={`${step.observanceId} ${step.occurrence}`} step={step} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}
