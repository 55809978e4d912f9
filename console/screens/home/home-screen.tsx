import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../parts/clock.ts'
import { useDates } from '../../parts/dates.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { campaignsQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { InTheAir } from './in-the-air.tsx'
import { Horizon } from './horizon.tsx'
import styles from './home.module.css'
import { NeedList } from './need-list.tsx'
import { ReadersPanel } from './readers-panel.tsx'
import { SendingPanel } from './sending-panel.tsx'
import { useNeeds } from './use-needs.ts'

/** What needs a person now, and what comes next. */
export function HomeScreen() {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const now = useNow()
  const { needs, isLoaded } = useNeeds()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const clock = { day: dates.day(today, 'long'), time: dates.time(now, zone), city: dates.clocks(zone) }
  return (
    <>
      <PageHead
        above={words('home.now', clock)}
        title={isLoaded ? words('home.title', { count: needs.length }) : words('home.loading')}
        actions={
          <LinkButton to="/calendar" variant="default" icon="calendar">
            {words('home.openCalendar')}
          </LinkButton>
        }
      />
      <Horizon today={today} />
      <div className={styles['grid']}>
        <div className={styles['stack']}>
          <InTheAir />
          <NeedList needs={needs} isLoaded={isLoaded} />
        </div>
        <div className={styles['stack']}>
          <WorksPanel />
          <ReadersPanel />
          <SendingPanel />
        </div>
      </div>
    </>
  )
}

const worksMax = 6

function WorksPanel() {
  const words = useWords()
  const { data } = useQuery(campaignsQuery)
  const works = (data?.campaigns ?? []).filter(({ status }) => status !== 'cancelled').slice(0, worksMax)
  return (
    <Panel title={words('home.works')} aside={<Link to="/campaigns">{words('home.allCampaigns')}</Link>}>
      {data !== undefined && works.length === 0 && <EmptyNote>{words('home.worksEmpty')}</EmptyNote>}
      {works.map(({ id, name, status }) => (
        <PanelRow key={id} aside={<StatusMark status={status} />}>
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }} {...listRow}>
            {name}
          </Link>
        </PanelRow>
      ))}
    </Panel>
  )
}
