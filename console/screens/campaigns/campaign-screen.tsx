import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useDates } from '../../parts/dates.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { campaignQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import type { FullCampaign } from './campaign-queries.ts'
import styles from './campaign.module.css'
import { CampaignContext } from './use-campaign.ts'

/** What stands around every screen of one letter: its name, where it stands, and the way it goes. */
export function CampaignScreen() {
  const { campaignId } = useParams({ from: '/staff/campaigns/$campaignId' })
  // Others work on the same letter, and it moves by itself.
  const { data, error } = useQuery({ ...campaignQuery(campaignId), refetchInterval: 10_000 })
  if (data === undefined) return <ProblemNote error={error} />
  return (
    <CampaignContext value={data}>
      <PageHead
        title={data.name}
        above={<CampaignLine campaign={data} />}
        actions={<StatusMark status={data.status} />}
      />
      <CampaignSteps campaign={data} />
      <Outlet />
    </CampaignContext>
  )
}

function CampaignLine({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { kind, revision, firstDueAt, releasedAt } = campaign
  const parts = [
    words(`kind.${kind}`),
    revision !== null && words('letter.version', { number: revision.number }),
    releasedAt !== null && words('letters.left', { moment: dates.moment(releasedAt, zone) }),
    releasedAt === null && firstDueAt !== null && words('letters.due', { moment: dates.moment(firstDueAt, zone) }),
  ]
  return <>{parts.filter((part) => part !== false).join(' · ')}</>
}

const before = ['write', 'audience', 'schedule', 'details', 'check', 'review', 'sending'] as const
// While it leaves, how it travels can still be changed.
const leaving = ['review', 'details', 'sending', 'report', 'web'] as const
const after = ['review', 'sending', 'report', 'web'] as const

/** The way of a letter, as links: what is over is not shown as something to do. */
function CampaignSteps({ campaign: { id, releasedAt, status } }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const isOver = status === 'sent' || status === 'cancelled'
  const steps = releasedAt === null ? before : isOver ? after : leaving
  return (
    <nav aria-label={words('letter.way')} className={styles['steps']}>
      {steps.map((step) => (
        <Link key={step} to={`/campaigns/$campaignId/${step}`} params={{ campaignId: id }}>
          {words(step === 'review' && releasedAt !== null ? 'letter.steps.letter' : `letter.steps.${step}`)}
        </Link>
      ))}
    </nav>
  )
}
