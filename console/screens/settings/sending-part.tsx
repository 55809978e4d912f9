import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useDates, useFigures } from '../../parts/dates.ts'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { meQuery, sendingQuery, type Sending } from '../../queries.ts'
import { StopAll } from '../../shell/stop-all.tsx'
import { useWords } from '../../words.tsx'
import styles from './settings.module.css'

type Provider = Sending['providers'][number]

/** Whether mail leaves, by whom, and how a new domain is warmed up. */
export function SendingPart() {
  const words = useWords()
  const { data: sending } = useQuery(sendingQuery)
  const { data: me } = useQuery(meQuery)
  if (sending === undefined || me === undefined) return null
  const mayControl = mayRole(me.role, 'control-sending')
  const mayPlan = mayRole(me.role, 'manage-organisation')
  return (
    <>
      <Panel title={words('settings.part.sending')}>
        <PanelRow aside={<StopAll look="row" />}>
          {words(sending.stoppedAt === null ? 'settings.sending.goes' : 'settings.sending.stands')}
        </PanelRow>
      </Panel>
      {sending.providers.map((provider) => (
        <ProviderPanel key={provider.name} provider={provider} mayControl={mayControl} mayPlan={mayPlan} />
      ))}
    </>
  )
}

type ProviderProps = { readonly provider: Provider; readonly mayControl: boolean; readonly mayPlan: boolean }

function ProviderPanel({ provider, mayControl, mayPlan }: ProviderProps) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { name, standing, isConfigured, isUsual, stoppedAt, failingSince } = provider
  const param = { name }
  const refreshes = [sendingQuery.queryKey]
  const { change: stop } = useChange({
    send: () => api.sending.providers[':name'].stop.$post({ param }),
    refreshes,
    showsProblem: false,
  })
  const { change: resume } = useChange({
    send: () => api.sending.providers[':name'].resume.$post({ param }),
    refreshes,
    showsProblem: false,
  })
  const since = stoppedAt ?? failingSince
  const title = words(`providerName.${name}`)
  return (
    <Panel title={title} aside={<b>{words(isConfigured ? `provider.${standing}` : 'settings.sending.notSet')}</b>}>
      <div className={styles['fields']}>
        {isUsual && <p className="hint">{words('settings.sending.usual')}</p>}
        {since !== null && <p>{words('account.since', { moment: dates.moment(since, zone) })}</p>}
        {mayControl && isConfigured && (
          <div className={styles['buttons']}>
            {stoppedAt === null ? (
              <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
                {words('settings.sending.stopProvider', { name: title })}
              </Button>
            ) : (
              <Button loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
                {words('settings.sending.resumeProvider', { name: title })}
              </Button>
            )}
          </div>
        )}
        {isConfigured && <WarmUp provider={provider} mayPlan={mayPlan} />}
      </div>
    </Panel>
  )
}

function WarmUp({ provider: { name, warmUp }, mayPlan }: Omit<ProviderProps, 'mayControl'>) {
  const words = useWords()
  const dates = useDates()
  const figures = useFigures()
  const [startsOn, setStartsOn] = useState('')
  const { change, faults } = useChange({
    send: (day: string | null) =>
      api.sending.providers[':name']['warm-up'].$put({ param: { name }, json: { startsOn: day } }),
    refreshes: [sendingQuery.queryKey],
    onDone: () => setStartsOn(''),
  })
  return (
    <>
      <h3>{words('settings.sending.warmUp')}</h3>
      <p>
        {warmUp === null
          ? words('settings.sending.noWarmUp')
          : words('settings.sending.warmUpOf', {
              from: dates.day(warmUp.startsOn, 'full'),
              day: warmUp.day,
              sent: figures(warmUp.handedOver),
              ceiling: figures(warmUp.ceiling),
            })}
      </p>
      <ProblemNote error={change.error} shown={['startsOn']} />
      {mayPlan && warmUp !== null && (
        <div className={styles['buttons']}>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate(null)}>
            {words('settings.sending.endWarmUp')}
          </Button>
        </div>
      )}
      {mayPlan && warmUp === null && (
        <div className={styles['pairs']}>
          <TextInput
            type="date"
            label={words('settings.sending.firstDay')}
            description={words('settings.sending.firstDayHint')}
            value={startsOn}
            onChange={({ currentTarget }) => setStartsOn(currentTarget.value)}
            error={faults['startsOn']}
          />
          <Button
            variant="default"
            mt="auto"
            disabled={startsOn === ''}
            loading={change.isPending}
            onClick={() => change.mutate(startsOn)}
          >
            {words('settings.sending.beginWarmUp')}
          </Button>
        </div>
      )}
    </>
  )
}
