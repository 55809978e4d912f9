import { Button, Progress } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import { letterParts } from '#domain/letter'
import { api } from '../../../api.ts'
import { languageName } from '../../../parts/language-name.ts'
import { Icon } from '../../../parts/icon.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { campaignQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import { checkQuery, type CheckFinding } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { saveDraft, storedDraft } from '../stored-draft.ts'
import { useCampaign } from '../use-campaign.ts'
import type { Draft } from '../write/draft.ts'
import { EmbargoNote } from './embargo-note.tsx'
import { MendLink } from './mend-link.tsx'

/** Everything to mend or to look at before a letter is reviewed, each with its remedy. */
export function CheckScreen() {
  const words = useWords()
  const locale = useLocale()
  const campaign = useCampaign()
  const { id, revision, fingerprint } = campaign
  const { data, error, isFetching } = useQuery(checkQuery(id, revision?.number ?? 0, fingerprint))
  const findings = data?.findings ?? []
  const open = findings.filter(({ severity }) => severity === 'blocking')
  const rest = findings.filter(({ severity }) => severity !== 'blocking')
  const share = findings.length === 0 ? 100 : (rest.length / findings.length) * 100
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']} aria-busy={isFetching}>
        <ProblemNote error={error} />
        {data === undefined && error === null && <p role="status">{words('check.looking')}</p>}
        {data !== undefined && (
          <>
            <Panel title={words('check.open', { count: open.length })}>
              <Progress.Root size={6} mb="md">
                <Progress.Section
                  value={share}
                  className={styles['lit']}
                  aria-label={words('check.open', { count: open.length })}
                />
              </Progress.Root>
              {open.length === 0 && <EmptyNote>{words('check.nothingOpen')}</EmptyNote>}
              <Findings findings={open} />
            </Panel>
            {rest.length > 0 && (
              <Panel title={words('check.rest')}>
                <Findings findings={rest} />
              </Panel>
            )}
          </>
        )}
      </div>
      <div className={styles['stack']}>
        <SubmitPanel isReady={data !== undefined && open.length === 0} />
        <EmbargoNote campaign={campaign} />
        {data !== undefined && (
          <Panel title={words('check.what')}>
            <p className="hint">{data.aid[locale]}</p>
          </Panel>
        )}
      </div>
    </div>
  )
}

function Findings({ findings }: { readonly findings: readonly CheckFinding[] }) {
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => (
        <FindingRow key={[finding.rule, finding.locale, finding.place, finding.quote].join(' ')} finding={finding} />
      ))}
    </ul>
  )
}

function FindingRow({ finding }: { readonly finding: CheckFinding }) {
  const words = useWords()
  const { id } = useCampaign()
  const { severity, locale, place, quote, title, remedy, acknowledgement, acknowledged } = finding
  const part = letterParts.find((known) => known === place)
  const where = [
    part === undefined ? null : words(`part.${part}`),
    locale === null ? null : languageName(locale),
    quote === null ? null : words('check.quote', { quote }),
  ].filter((one) => one !== null)
  const isOpen = severity === 'blocking'
  return (
    <li className={styles['finding']}>
      <span className={acknowledged ? styles['well'] : isOpen ? styles['fix'] : styles['look']}>
        <Icon name={acknowledged ? 'tick' : isOpen ? 'warning' : 'note'} />
      </span>
      <div>
        <h3>
          <span className="visually-hidden">{words(isOpen ? 'check.blocks' : 'check.advises')} </span>
          {title}
        </h3>
        <p>
          {remedy} {!acknowledged && <MendLink campaignId={id} finding={finding} />}
        </p>
        {where.length > 0 && <p className="hint">{where.join(' · ')}</p>}
        {acknowledged && <p className="hint">{words('check.acknowledged')}</p>}
      </div>
      {acknowledgement !== null && !acknowledged && <Acknowledge finding={finding} />}
    </li>
  )
}

const factRules: readonly string[] = ['fact-stale', 'fact-conflicting', 'fact-disputed']

function Acknowledge({ finding }: { readonly finding: CheckFinding }) {
  const words = useWords()
  const campaign = useCampaign()
  const client = useQueryClient()
  const acknowledge = useMutation({
    mutationFn: () => {
      const { draft, number } = storedDraft(campaign)
      return saveDraft(campaign.id, letStand(draft, finding), number)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: campaignQuery(campaign.id).queryKey, exact: true }),
  })
  return (
    <Button variant="default" size="xs" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
      {words('check.acknowledge')}
      <span className="visually-hidden">: {finding.title}</span>
    </Button>
  )
}

/** A draft that lets a finding stand: a fact by its id, everything else by the name that the check gave it. */
function letStand(draft: Draft, { rule, quote, acknowledgement }: CheckFinding): Draft {
  if (factRules.includes(rule))
    return { ...draft, acknowledgedFacts: [...new Set([...draft.acknowledgedFacts, quote ?? ''])] }
  return { ...draft, acknowledgedFindings: [...new Set([...draft.acknowledgedFindings, acknowledgement ?? ''])] }
}

function SubmitPanel({ isReady }: { readonly isReady: boolean }) {
  const words = useWords()
  const campaign = useCampaign()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { id, status } = campaign
  const submit = useMutation({
    mutationFn: () => api.campaigns[':id'].submit.$post({ param: { id } }),
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('check.submitted') })
      await client.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate({ to: '/campaigns/$campaignId/review', params: { campaignId: id } })
    },
  })
  return (
    <Panel title={words('check.next')}>
      <ProblemNote error={submit.error} />
      {status === 'draft' ? (
        <EmptyNote
          action={
            <Button disabled={!isReady} loading={submit.isPending} onClick={() => submit.mutate()}>
              {words('check.submit')}
            </Button>
          }
        >
          {words(isReady ? 'check.ready' : 'check.notReady')}
        </EmptyNote>
      ) : (
        <p>{words('check.isSubmitted')}</p>
      )}
    </Panel>
  )
}
