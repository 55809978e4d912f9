import { Alert, Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { useDates } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { ChangeFact, RetireFact } from './change-fact.tsx'
import { ConcernChips, FactSheet } from './fact-sheet.tsx'
import { factQuery, type ReadFact } from './facts-queries.ts'
import styles from './facts.module.css'

/** One fact: what it says, what contradicts it, who cites it and how it came to be so. */
export function FactScreen() {
  const { factId } = getRouteApi('/staff/facts/$factId').useParams()
  const { data: fact, error } = useQuery(factQuery(factId))
  if (error !== null && fact === undefined) return <ProblemNote error={error} />
  return fact === undefined ? null : <OneFact key={fact.id} fact={fact} />
}

function OneFact({ fact }: { readonly fact: ReadFact }) {
  const words = useWords()
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const [act, setAct] = useState<'change' | 'retire' | null>(null)
  const done = (): void => setAct(null)
  const mayEdit = me !== undefined && mayRole(me.role, 'edit-facts')
  const isRetired = fact.retiredAt !== null
  return (
    <>
      <PageHead
        title={fact.id}
        above={<Link to="/facts">{words('facts.title')}</Link>}
        actions={
          mayEdit && (
            <>
              <Button variant="default" onClick={() => setAct('retire')}>
                {words(isRetired ? 'facts.bringBack' : 'facts.retire')}
              </Button>
              <Button onClick={() => setAct('change')}>{words('facts.change')}</Button>
            </>
          )
        }
      />
      {isRetired && (
        <Alert color="ochre" icon={<Icon name="warning" />} mb="lg">
          {words('facts.isRetired')}
        </Alert>
      )}
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <Panel
            title={words(fact.conflicts.length > 0 ? 'facts.sideBySide' : 'facts.says')}
            aside={<ConcernChips concerns={fact.concerns} />}
          >
            <div className={styles['sides']}>
              <FactSheet fact={fact} isOurs />
              {fact.conflicts.map((other) => (
                <FactSheet key={other.id} fact={other} />
              ))}
            </div>
            {fact.note !== null && <p className={`hint ${styles['note']}`}>{fact.note[locale]}</p>}
          </Panel>
          {act === 'change' && (
            <Panel title={words('facts.change')}>
              <ChangeFact fact={fact} onDone={done} />
            </Panel>
          )}
          <HistoryPanel fact={fact} />
        </div>
        <div className={styles['stack']}>
          <UsesPanel fact={fact} />
        </div>
      </div>
      <Modal opened={act === 'retire'} onClose={done} title={words(isRetired ? 'facts.bringBack' : 'facts.retire')}>
        <RetireFact fact={fact} onDone={done} />
      </Modal>
    </>
  )
}

function UsesPanel({ fact: { uses } }: { readonly fact: ReadFact }) {
  const words = useWords()
  return (
    <Panel title={words('facts.uses')} aside={<span className="hint">{uses.length}</span>}>
      {uses.length === 0 && <EmptyNote>{words('facts.unused')}</EmptyNote>}
      {uses.map(({ id, name, status, releasedAt }) => (
        <PanelRow key={id} aside={<StatusMark status={status} />}>
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
            {name}
          </Link>
          {releasedAt !== null && (
            <>
              <br />
              <span className="hint">{words('facts.mayNeedCorrection')}</span>
            </>
          )}
        </PanelRow>
      ))}
    </Panel>
  )
}

function HistoryPanel({ fact: { history } }: { readonly fact: ReadFact }) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const zone = useOrganisationZone()
  return (
    <Panel title={words('facts.history')}>
      {history.length === 0 && <EmptyNote>{words('facts.asSeeded')}</EmptyNote>}
      {history.map(({ before, after, changedAt, changedBy, reason }) => (
        <PanelRow key={changedAt} aside={<span className="hint">{dates.moment(changedAt, zone)}</span>}>
          <b>{changedBy ?? words('facts.bySeed')}</b>
          {reason !== null && `: ${reason}`}
          {before !== null && before.statement[locale] !== after.statement[locale] && (
            <>
              <br />
              <del className={styles['before']}>{before.statement[locale]}</del>
            </>
          )}
          <br />
          {after.statement[locale]}
        </PanelRow>
      ))}
    </Panel>
  )
}
