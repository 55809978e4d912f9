import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { campaignsQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'

/** The newest campaigns, and where each stands. */
export function CampaignsScreen() {
  const words = useWords()
  const { data } = useQuery(campaignsQuery)
  return (
    <>
      <PageHead title={words('nav.campaigns')} />
      <Panel title={words('home.works')}>
        {data?.campaigns.length === 0 && <EmptyNote>{words('home.worksEmpty')}</EmptyNote>}
        {data?.campaigns.map(({ id, name, status }) => (
          <PanelRow key={id} aside={<StatusMark status={status} />}>
            <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
              {name}
            </Link>
          </PanelRow>
        ))}
      </Panel>
    </>
  )
}
