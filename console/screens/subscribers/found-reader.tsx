import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { mayRole, type StaffRole } from '#domain/staff'
import { useDates } from '../../parts/dates.ts'
import { languageNames } from '../../parts/language-names.ts'
import { PanelRow } from '../../parts/panel.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { ChangeReader } from './change-reader.tsx'
import { EndReader, EraseReader, LiftSuppression } from './reader-acts.tsx'
import { topicsQuery, type LookedUp } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

type FoundReaderProps = {
  readonly email: string
  readonly found: LookedUp
  readonly role: StaffRole
  readonly onChanged: () => void
}

type Act = 'change' | 'end' | 'erase'

/** How one reader stands to the list, and what can be done for them. */
export function FoundReader({ email, found, role, onChanged }: FoundReaderProps) {
  const words = useWords()
  const [act, setAct] = useState<Act | null>(null)
  const { subscription, consents, suppressions } = found
  const isActive = subscription !== null && subscription.endedAt === null
  const common = { email, onDone: onChanged, onLeave: () => setAct(null) }
  const mayChange = mayRole(role, 'change-subscriber')
  return (
    <div className={styles['fields']} role="status">
      <Standing found={found} />
      {suppressions.map(({ reason, since }) => (
        <Suppression key={reason} reason={reason} since={since}>
          {(reason === 'bounced' || reason === 'complained') && mayRole(role, 'lift-suppression') && (
            <LiftSuppression email={email} suppression={reason} onDone={onChanged} />
          )}
        </Suppression>
      ))}
      <Consents consents={consents} />
      <div className={styles['acts']}>
        {mayChange && isActive && (
          <Button variant="default" onClick={() => setAct('change')}>
            {words('readers.act.change')}
          </Button>
        )}
        {mayChange && (
          <Button variant="default" onClick={() => setAct('end')}>
            {words('readers.act.end')}
          </Button>
        )}
        {mayRole(role, 'erase-subscriber') && (
          <Button variant="default" color="plum" onClick={() => setAct('erase')}>
            {words('readers.act.erase')}
          </Button>
        )}
      </div>
      {act === 'change' && subscription !== null && <ChangeReader subscription={subscription} {...common} />}
      <EndReader isOpen={act === 'end'} isActive={isActive} {...common} />
      <EraseReader isOpen={act === 'erase'} {...common} />
    </div>
  )
}

function Standing({ found: { subscription } }: { readonly found: LookedUp }) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const zone = useOrganisationZone()
  const { data } = useQuery(topicsQuery)
  if (subscription === null) return <p>{words('readers.found.nobody')}</p>
  const { confirmedAt, endedAt, topics, timeZone, cadence, pausedUntil } = subscription
  const names = topics.map((id) => data?.topics.find((topic) => topic.id === id)?.name[locale] ?? id)
  return (
    <div>
      <PanelRow aside={<span>{dates.moment(endedAt ?? confirmedAt, zone)}</span>}>
        <b>{words(endedAt === null ? 'readers.found.active' : 'readers.found.ended')}</b>
      </PanelRow>
      <PanelRow aside={<span lang={subscription.locale}>{languageNames[subscription.locale]}</span>}>
        {words('readers.found.language')}
      </PanelRow>
      <PanelRow aside={<span>{names.join(', ')}</span>}>{words('readers.found.topics')}</PanelRow>
      <PanelRow aside={<span>{timeZone ?? words('readers.found.noZone')}</span>}>
        {words('readers.found.zone')}
      </PanelRow>
      <PanelRow aside={<span>{words(`readers.cadence.${cadence}`)}</span>}>{words('readers.found.cadence')}</PanelRow>
      {pausedUntil !== null && (
        <PanelRow aside={<span>{dates.moment(pausedUntil, zone)}</span>}>{words('readers.found.paused')}</PanelRow>
      )}
    </div>
  )
}

type SuppressionProps = Pick<LookedUp['suppressions'][number], 'reason' | 'since'> & {
  readonly children: ReactNode
}

function Suppression({ reason, since, children }: SuppressionProps) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  return (
    <div>
      <p>
        <b>{words('readers.found.suppressed', { reason: words(`readers.reason.${reason}`) })}</b>{' '}
        <span className="hint">{dates.moment(since, zone)}</span>
      </p>
      {children}
    </div>
  )
}

function Consents({ consents }: Pick<LookedUp, 'consents'>) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  return (
    <div>
      <h3>{words('readers.found.consents')}</h3>
      {consents.length === 0 && <p>{words('readers.found.noConsents')}</p>}
      {consents.map(({ kind, source, wording, at }) => (
        <PanelRow key={`${kind} ${at}`} aside={<span className="hint">{dates.moment(at, zone)}</span>}>
          {words(`readers.consent.${kind}`)}
          <br />
          <span className="hint">
            {source}
            {wording !== null && ` · ${words('readers.found.wording', { id: wording.id, version: wording.version })}`}
          </span>
        </PanelRow>
      ))}
    </div>
  )
}
