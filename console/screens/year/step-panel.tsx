import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { useDates } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { Panel } from '../../parts/panel.tsx'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { ConfirmDay, ReinstateStep, TableDraft, CancelStep } from './step-acts.tsx'
import { useOutcomeWords } from './outcome-words.ts'
import { RecordOutcome } from './record-outcome.tsx'
import { occurrenceQuery, type Occurrence, type ProcessStep } from './year-queries.ts'
import styles from './year.module.css'

type Act = 'confirm' | 'table' | 'outcome' | 'cancel' | 'reinstate'

/** One step of a chain: its days, what is known of it, and what somebody can say of it now. */
export function StepPanel({ step }: { readonly step: ProcessStep }) {
  const words = useWords()
  const locale = useLocale()
  const outcomeOf = useOutcomeWords()
  const { data: me } = useQuery(meQuery)
  const { data: occurrence } = useQuery(occurrenceQuery({ id: step.observanceId, occurrence: step.occurrence }))
  const { name, state, concerns, draftDocument, outcome } = step
  return (
    <Panel
      title={name[locale]}
      aside={
        <span className={styles['state']}>
          <span className={`${styles['ring']} ${styles[state]}`} aria-hidden="true" />
          {words(`year.state.${state}`)}
        </span>
      }
    >
      <div className={styles['fields']}>
        {concerns.map((concern) => (
          <p key={concern} className={styles['concern']}>
            <Icon name="warning" size={18} />
            {words(`year.concern.${concern}`)}
          </p>
        ))}
        <Days step={step} />
        {draftDocument !== null && <p>{words('year.draft', { document: draftDocument })}</p>}
        {outcome !== null && <p>{outcomeOf(outcome)}</p>}
        {occurrence !== undefined && <Said occurrence={occurrence} />}
        {me !== undefined &&
          mayRole(me.role, 'keep-calendar') &&
          (occurrence === undefined ? (
            <div className={styles['acts']} />
          ) : (
            <Acts key={occurrence.version} step={step} occurrence={occurrence} />
          ))}
        <Past step={step} />
      </div>
    </Panel>
  )
}

function Days({ step: { days } }: { readonly step: ProcessStep }) {
  const dates = useDates()
  const words = useWords()
  return (
    <div className={styles['days']}>
      {days.map(({ timeZone, from, to }) => (
        <div key={timeZone}>
          <b>{dates.span(from, to)}</b>
          <span className="hint">{timeZone === 'floating' ? words('year.everywhere') : dates.clocks(timeZone)}</span>
        </div>
      ))}
    </div>
  )
}

function Said({ occurrence: { confirmation, cancellation } }: { readonly occurrence: Occurrence }) {
  const words = useWords()
  return (
    <>
      {confirmation !== null && (
        <p className="hint">
          {words('year.confirmedBy', { name: confirmation.by.name })}{' '}
          <a href={confirmation.sourceUrl} target="_blank" rel="noreferrer">
            {words('facts.source')}
          </a>
        </p>
      )}
      {cancellation !== null && (
        <p className="hint">
          {words('year.cancelledBy', { name: cancellation.by.name })} {cancellation.reason}
        </p>
      )}
    </>
  )
}

function Acts({ step, occurrence }: { readonly step: ProcessStep; readonly occurrence: Occurrence }) {
  const words = useWords()
  const [act, setAct] = useState<Act | null>(null)
  const isCancelled = occurrence.certainty === 'cancelled'
  const isVote = step.step === 'committee' || step.step === 'decision'
  const offered: readonly Act[] = isCancelled
    ? ['reinstate']
    : ['confirm', ...(isVote ? (['table'] as const) : []), 'outcome', 'cancel']
  const common = { occurrence, onLeave: () => setAct(null) }
  return (
    <>
      <div className={styles['acts']}>
        {offered.map((one) => (
          <Button
            key={one}
            size="xs"
            variant={act === one ? 'filled' : 'default'}
            aria-expanded={act === one}
            onClick={() => setAct(act === one ? null : one)}
          >
            {words(`year.act.${one}`)}
          </Button>
        ))}
      </div>
      {act === 'confirm' && <ConfirmDay {...common} />}
      {act === 'table' && <TableDraft {...common} />}
      {act === 'outcome' && <RecordOutcome step={step.step} {...common} />}
      {act === 'cancel' && <CancelStep {...common} />}
      {act === 'reinstate' && <ReinstateStep {...common} />}
    </>
  )
}

function Past({ step: { history } }: { readonly step: ProcessStep }) {
  const words = useWords()
  const dates = useDates()
  const outcomeOf = useOutcomeWords()
  if (history.length === 0) return null
  return (
    <details className={styles['past']}>
      <summary>{words('year.past')}</summary>
      {history.map(({ startsOn, outcome, isPlanOnly, sourceUrl }) => (
        <p key={startsOn} className="hint">
          <b>{dates.day(startsOn, 'full')}</b>{' '}
          {outcome === null ? words(isPlanOnly ? 'year.planOnly' : 'year.notTold') : outcomeOf(outcome)}{' '}
          {sourceUrl !== null && (
            <a href={sourceUrl} target="_blank" rel="noreferrer">
              {words('facts.source')}
            </a>
          )}
        </p>
      ))}
    </details>
  )
}
