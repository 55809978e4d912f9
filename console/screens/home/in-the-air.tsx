import { Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useFigures } from '../../parts/dates.ts'
import { languageName } from '../../parts/language-name.ts'
import { Panel } from '../../parts/panel.tsx'
import { PartProgress, shareOf } from '../../parts/part-progress.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { campaignsQuery, type Campaign } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { progressQuery } from '../campaigns/sending/use-progress.ts'
import styles from './home.module.css'

/** Letters leave for minutes only, so that their beginning is looked for more often than their list. */
const lookMilliseconds = 10_000

/** Campaigns that are on their way this minute, with their counts as they come. */
export function InTheAir() {
  const words = useWords()
  const { data } = useQuery({ ...campaignsQuery, refetchInterval: lookMilliseconds })
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
  const client = useQueryClient()
  const { data } = useQuery(progressQuery(id))
  const status = data?.status
  // What it becomes is shown by the rest of the screen.
  useEffect(() => {
    if (status !== undefined && status !== 'sending')
      void client.invalidateQueries({ queryKey: campaignsQuery.queryKey })
  }, [client, status])
  if (!data) return null
  const { account, languages } = data
  const sentence = words('home.flight', { done: figures(account.settled), all: figures(account.frozen) })
  return (
    <article className={styles['flight']}>
      <div className={styles['flightHead']}>
        <Link to="/campaigns/$campaignId/sending" params={{ campaignId: id }}>
          {name}
        </Link>
        <StatusMark status={data.status} />
      </div>
      <Progress.Root size={6}>
        <Progress.Section
          value={shareOf(account.settled, account.frozen)}
          className={styles['light']}
          aria-label={`${name}: ${sentence}`}
        />
      </Progress.Root>
      <p className="figures">{sentence}</p>
      {languages.length > 1 && (
        <div>
          {languages.map(({ locale, ...part }) => {
            const language = locale === null ? words('flight.severalLanguages') : languageName(locale)
            return <PartProgress key={locale} name={language} label={`${name}, ${language}`} {...part} />
          })}
        </div>
      )}
    </article>
  )
}
