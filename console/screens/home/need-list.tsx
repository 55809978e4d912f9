import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import type { ReactNode } from 'react'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { LinkButton } from '../../parts/link-button.tsx'
import { EmptyNote } from '../../parts/panel.tsx'
import { purposeWord } from '../../parts/purpose-word.ts'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { noticesQuery, type Campaign, type Notice } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './home.module.css'
import type { MissingStart } from './needs.ts'
import type { ShownNeed } from './use-needs.ts'

/** What waits for a person, the most harmful first, each with the one thing to do. */
export function NeedList({ needs, isLoaded }: { readonly needs: readonly ShownNeed[]; readonly isLoaded: boolean }) {
  const words = useWords()
  return (
    <section className={styles['tasks']} aria-label={words('home.needs')} aria-busy={!isLoaded}>
      {isLoaded && needs.length === 0 && (
        <div className={styles['calm']}>
          <EmptyNote action={<LinkButton to="/calendar">{words('home.openCalendar')}</LinkButton>}>
            {words('home.nothing')}
          </EmptyNote>
        </div>
      )}
      {needs.map((need) => (
        <NeedItem key={keyOf(need)} need={need} />
      ))}
    </section>
  )
}

function NeedItem({ need }: { readonly need: ShownNeed }) {
  switch (need.kind) {
    case 'workers-silent':
    case 'sending-stopped':
      return <SendingNeed kind={need.kind} since={need.since} />
    case 'organisation-missing':
    case 'second-factor-missing':
      return <StartNeed kind={need.kind} />
    case 'provider':
      return <ProviderNeed name={need.name} standing={need.standing} />
    case 'notice':
      return <NoticeNeed notice={need.notice} />
    case 'held':
    case 'paused':
    case 'overdue':
    case 'review':
    case 'draft-due':
      return <CampaignNeed kind={need.kind} campaign={need.campaign} />
  }
}

type TaskProps = {
  readonly tone: 'plum' | 'ochre' | 'north'
  readonly icon: IconName
  readonly title: string
  readonly hint?: string | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

function Task({ tone, icon, title, hint, action, children }: TaskProps) {
  return (
    <article className={styles['task']}>
      <span className={`${styles['sign']} ${styles[tone]}`}>
        <Icon name={icon} />
      </span>
      <div>
        <h2>{title}</h2>
        <p>{children}</p>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      <div className={styles['act']}>{action}</div>
    </article>
  )
}

function SendingNeed({
  kind,
  since,
}: {
  readonly kind: 'workers-silent' | 'sending-stopped'
  readonly since: string | null
}) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const moment = since === null ? words('home.never') : dates.moment(since, zone)
  return (
    <Task tone="plum" icon="warning" title={words(`need.${kind}.title`)} hint={words('need.since', { moment })}>
      {words(`need.${kind}.detail`)}
    </Task>
  )
}

function StartNeed({ kind }: { readonly kind: MissingStart }) {
  const words = useWords()
  return (
    <Task
      tone="ochre"
      icon="warning"
      title={words(`need.${kind}.title`)}
      action={
        <LinkButton to={kind === 'organisation-missing' ? '/settings' : '/account'} variant="default" {...listRow}>
          {words(`need.${kind}.action`)}
        </LinkButton>
      }
    >
      {words(`need.${kind}.detail`)}
    </Task>
  )
}

function ProviderNeed({ name, standing }: { readonly name: string; readonly standing: string }) {
  const words = useWords()
  const isStopped = standing === 'stopped'
  return (
    <Task
      tone="plum"
      icon="warning"
      title={words(isStopped ? 'need.provider.stopped' : 'need.provider.failing', { name })}
    >
      {words('need.provider.detail')}
    </Task>
  )
}

const campaignTasks = {
  held: { tone: 'plum', icon: 'pause' },
  overdue: { tone: 'plum', icon: 'warning' },
  paused: { tone: 'plum', icon: 'pause' },
  review: { tone: 'north', icon: 'tick' },
  'draft-due': { tone: 'ochre', icon: 'mail' },
} as const

function CampaignNeed({ kind, campaign }: { readonly kind: keyof typeof campaignTasks; readonly campaign: Campaign }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { id, name, firstDueAt, occursOn } = campaign
  const due = firstDueAt === null ? undefined : words('need.due', { moment: dates.moment(firstDueAt, zone) })
  const about = occursOn === null ? undefined : words('need.about', { day: dates.day(occursOn) })
  return (
    <Task
      {...campaignTasks[kind]}
      title={words(`need.${kind}.title`, { name })}
      hint={due ?? about}
      action={
        <LinkButton
          to="/campaigns/$campaignId"
          params={{ campaignId: id }}
          variant={kind === 'review' ? 'filled' : 'default'}
          {...listRow}
        >
          {words(`need.${kind}.action`)}
        </LinkButton>
      }
    >
      {words(`need.${kind}.detail`)}
    </Task>
  )
}

function NoticeNeed({ notice }: { readonly notice: Notice }) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const zone = useOrganisationZone()
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: () => api.notices[':id'].done.$post({ param: { id: notice.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  })
  const { kind, observance, campaign, day, nominalDate, purpose } = notice
  const about = observance?.name[locale] ?? campaign?.name ?? ''
  const named = day ?? nominalDate
  const dayWords = named === null ? '' : dates.day(named)
  const isDayWanted = kind === 'day-to-confirm' || kind === 'day-unconfirmed'
  return (
    <Task
      tone="ochre"
      icon={isDayWanted ? 'calendar' : 'note'}
      title={words(`notice.${kind}.title`, { about })}
      hint={[purpose === null ? '' : words(`purpose.${purposeWord(purpose)}`), dates.moment(notice.createdAt, zone)]
        .filter((part) => part !== '')
        .join(' · ')}
      action={
        <>
          {campaign === null ? (
            <LinkButton to="/calendar" search={turnedTo(nominalDate ?? day)} variant="default" {...listRow}>
              {words(isDayWanted ? 'need.confirmDay' : 'need.seeDay')}
            </LinkButton>
          ) : (
            <LinkButton to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} variant="default" {...listRow}>
              {words('need.openLetter')}
            </LinkButton>
          )}
          <Button variant="subtle" loading={close.isPending} onClick={() => close.mutate()}>
            {words('need.done')}
            <span className="visually-hidden">: {about}</span>
          </Button>
        </>
      }
    >
      {words(`notice.${kind}.detail`, { day: dayWords, campaign: campaign?.name ?? '' })}
    </Task>
  )
}

function turnedTo(day: string | null): { on?: string } {
  return day === null ? {} : { on: day }
}

function keyOf(need: ShownNeed): string {
  if ('campaign' in need) return `${need.kind} ${need.campaign.id}`
  if ('notice' in need) return need.notice.id
  return need.kind === 'provider' ? `provider ${need.name}` : need.kind
}
