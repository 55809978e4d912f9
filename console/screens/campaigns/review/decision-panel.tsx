import { Button, Checkbox, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Locale } from '#domain/locale'
import { mayRole } from '#domain/staff'
import { api } from '../../../api.ts'
import { viewerZone } from '../../../parts/clock.ts'
import { useDates } from '../../../parts/dates.ts'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { languageName } from '../../../parts/language-name.ts'
import { Icon } from '../../../parts/icon.tsx'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { faultsByField, ProblemNote } from '../../../parts/problem-note.tsx'
import { meQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import { historyQuery, type FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'

type DecisionPanelProps = { readonly campaign: FullCampaign; readonly languages: readonly Locale[] }

/** Where the review of a letter stands, and for whoever may: the decision. */
export function DecisionPanel({ campaign, languages }: DecisionPanelProps) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const isInReview = campaign.status === 'in-review'
  const isMine = useIsAuthor(campaign, me?.id)
  const mayApprove = me !== undefined && mayRole(me.role, 'approve-campaign')
  return (
    <Panel title={words('review.decision')}>
      <Standing campaign={campaign} />
      {isInReview && mayApprove && isMine && <p>{words('review.byAnother')}</p>}
      {isInReview && !mayApprove && <p>{words('review.notYours')}</p>}
      {isInReview && mayApprove && !isMine && <Approve campaign={campaign} languages={languages} />}
      {isInReview && mayApprove && <SendBack campaignId={campaign.id} />}
    </Panel>
  )
}

/** Whether somebody wrote any of it, so that another has to approve it. */
function useIsAuthor(campaign: FullCampaign, id: string | undefined): boolean {
  const { data } = useQuery(historyQuery(campaign.id, campaign.revision?.number ?? 0))
  const authors = [campaign.author, campaign.submittedBy, ...(data?.revisions ?? []).map(({ author }) => author)]
  return authors.some((author) => author !== null && author.id === id)
}

function Standing({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const dates = useDates()
  const { data: history } = useQuery(historyQuery(campaign.id, campaign.revision?.number ?? 0))
  const { id, status, approval, submittedBy, submittedAt, returnedAt, returnedBy } = campaign
  const moment = (instant: string): string => dates.moment(instant, viewerZone())
  if (approval !== null)
    return (
      <p className={styles['well']}>
        <Icon name="tick" size={18} />{' '}
        {words('review.approved', { name: approval.approver.name, moment: moment(approval.approvedAt) })}
      </p>
    )
  const isVoid = history !== undefined && history.lastApproved !== null
  return (
    <Stack gap="sm">
      {isVoid && (
        <p className={styles['look']} role="status">
          <b>{words('review.void', { number: history.lastApproved ?? 0 })}</b>
        </p>
      )}
      {submittedAt !== null && (
        <p>{words('review.submitted', { name: submittedBy?.name ?? '', moment: moment(submittedAt) })}</p>
      )}
      {returnedAt !== null && (
        <p className={styles['look']}>
          {words('review.returned', { name: returnedBy?.name ?? '', moment: moment(returnedAt) })}
        </p>
      )}
      {status === 'draft' && (
        <EmptyNote
          action={
            <LinkButton to="/campaigns/$campaignId/check" params={{ campaignId: id }} variant="default">
              {words('letter.steps.check')}
            </LinkButton>
          }
        >
          {words('review.isDraft')}
        </EmptyNote>
      )}
    </Stack>
  )
}

function Approve({ campaign, languages }: DecisionPanelProps) {
  const words = useWords()
  const client = useQueryClient()
  const [ticks, setTicks] = useState<readonly string[]>([])
  const { id, fingerprint } = campaign
  const approve = useMutation({
    mutationFn: () => api.campaigns[':id'].approve.$post({ param: { id }, json: { fingerprint: fingerprint ?? '' } }),
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('review.done') })
      await client.invalidateQueries({ queryKey: ['campaigns'] })
    },
  })
  const wanted = [
    ...languages.map((locale) => ({ key: locale, label: words('review.read', { language: languageName(locale) }) })),
    { key: 'figures', label: words('review.figures') },
    { key: 'readers', label: words('review.readers') },
  ]
  const tick = (key: string, isTicked: boolean): void =>
    setTicks((before) => (isTicked ? [...before, key] : before.filter((one) => one !== key)))
  return (
    <Stack gap="sm" mt="md">
      <ProblemNote error={approve.error} />
      {wanted.map(({ key, label }) => (
        <Checkbox
          key={key}
          label={label}
          checked={ticks.includes(key)}
          onChange={({ currentTarget }) => tick(key, currentTarget.checked)}
        />
      ))}
      <Button
        leftSection={<Icon name="tick" size={18} />}
        disabled={fingerprint === null || wanted.some(({ key }) => !ticks.includes(key))}
        loading={approve.isPending}
        onClick={() => approve.mutate()}
      >
        {words('review.approve')}
      </Button>
      <p className="hint">{words('review.bound')}</p>
      {fingerprint !== null && <code>{fingerprint.slice(0, 16)}</code>}
    </Stack>
  )
}

function SendBack({ campaignId }: { readonly campaignId: string }) {
  const words = useWords()
  const client = useQueryClient()
  const [text, setText] = useState<string | null>(null)
  const sendBack = useMutation({
    mutationFn: () => api.campaigns[':id'].return.$post({ param: { id: campaignId }, json: { text: text ?? '' } }),
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('review.sentBack') })
      await client.invalidateQueries({ queryKey: ['campaigns'] })
    },
  })
  if (text === null)
    return (
      <Button
        mt="md"
        fullWidth
        variant="default"
        leftSection={<Icon name="undo" size={18} />}
        onClick={() => setText('')}
      >
        {words('review.sendBack')}
      </Button>
    )
  return (
    <Stack gap="sm" mt="md">
      <ProblemNote error={sendBack.error} shown={['text']} />
      <GrowingText
        label={words('review.note')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        error={faultsByField(sendBack.error)['text']}
        rows={3}
        data-autofocus
      />
      <Button disabled={text.trim() === ''} loading={sendBack.isPending} onClick={() => sendBack.mutate()}>
        {words('review.sendBack')}
      </Button>
    </Stack>
  )
}
