import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFigures } from '../../parts/dates.ts'
import { Panel } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { campaignsQuery, reportQuery, type Campaign } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './home.module.css'

/** Campaigns that are on their way this minute, with their counts as they come. */
export function InTheAir() {
  const words = useWords()
  const { data } = useQuery(campaignsQuery)
  const flying = (data?.campaigns ?? []).filter(({ status }) => status === 'sending')
  if (flying.length === 0) return null
  return (
    <Panel title={words('home.inTheAir')}>
      {flying.map((campaign) => (
        <Flight key={campaign.id} campaign={campaign} />
      ))}
    </Panel>
  )
}

function Flight({ campaign: { id, name } }: { readonly campaign: Campaign }) {
  const words = useWords()
  const figures = useFigures()
  const { data } = useQuery(reportQuery(id, true))
  if (data === undefined) return null
  const { account, status } = data
  const handled = account.frozen - account.waiting
  const share = account.frozen === 0 ? 0 : (handled / account.frozen) * 100
  const sentence = words('home.flight', { done: figures(handled), all: figures(account.frozen) })
  return (
    <article className={styles['flight']}>
      <div className={styles['flightHead']}>
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
          {name}
        </Link>
        <StatusMark status={status} />
      </div>
      <Progress.Root size={6}>
        <Progress.Section value={share} className={styles['light']} aria-label={sentence} />
      </Progress.Root>
      <p className="figures">{sentence}</p>
    </article>
  )
}
