import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { keyScopes, type KeyScope } from '#domain/staff'
import { api } from '../../api.ts'
import { useNow } from '../../parts/clock.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { useDates } from '../../parts/dates.ts'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { keysQuery } from './settings-queries.ts'
import styles from './settings.module.css'

/** The keys by which programs act: what each may do, until when, and a way to end it at once. */
export function KeysPart() {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const now = useNow()
  const { data, error } = useQuery(keysQuery)
  const { change: revoke } = useChange({
    send: (id: string) => api['api-keys'][':id'].$delete({ param: { id } }),
    refreshes: [keysQuery.queryKey],
    showsProblem: false,
  })
  return (
    <>
      <Panel title={words('settings.keys.new')}>
        <NewKey />
      </Panel>
      <Panel title={words('settings.part.keys')}>
        <ProblemNote error={error} />
        {data?.keys.length === 0 && <EmptyNote>{words('settings.keys.empty')}</EmptyNote>}
        {data?.keys.map(({ id, name, scopes, createdBy, expiresAt, lastUsedOn, revokedAt }) => {
          const isOver = Temporal.Instant.compare(Temporal.Instant.from(expiresAt), now) <= 0
          return (
            <PanelRow
              key={id}
              aside={
                revokedAt === null && !isOver ? (
                  <Button
                    variant="subtle"
                    color="plum"
                    onClick={() => revoke.mutate(id)}
                    aria-label={`${words('settings.keys.revoke')}: ${name}`}
                  >
                    {words('settings.keys.revoke')}
                  </Button>
                ) : (
                  <span>{words(revokedAt === null ? 'settings.keys.over' : 'settings.keys.revoked')}</span>
                )
              }
            >
              <b>{name}</b>
              <br />
              <span className="hint">
                {scopes.length === 0
                  ? words('settings.keys.reads')
                  : keyScopes
                      .flatMap((scope) => (scopes.includes(scope) ? [words(`settings.keys.scope.${scope}`)] : []))
                      .join(', ')}
                {` · ${createdBy.name} · ${words('settings.keys.until', { moment: dates.moment(expiresAt, zone) })} · `}
                {lastUsedOn === null
                  ? words('settings.keys.unused')
                  : words('settings.keys.used', { day: dates.day(lastUsedOn, 'full') })}
              </span>
            </PanelRow>
          )
        })}
      </Panel>
    </>
  )
}

const usualDays = 90

function NewKey() {
  const words = useWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly KeyScope[]>([])
  const [days, setDays] = useState(usualDays)
  const { change, faults } = useChange({
    send: async () => (await api['api-keys'].$post({ json: { name, scopes: [...scopes], days } })).json(),
    refreshes: [keysQuery.queryKey],
    onDone: () => setName(''),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['name', 'days']} />
      <div className={styles['pairs']}>
        <TextInput
          label={words('settings.keys.name')}
          description={words('settings.keys.nameHint')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faults['name']}
        />
        <NumberInput
          size="md"
          label={words('settings.keys.days')}
          description={words('settings.keys.daysHint')}
          min={1}
          hideControls
          value={days}
          onChange={(value) => setDays(Number(value))}
          error={faults['days']}
        />
      </div>
      <Checkbox.Group
        label={words('settings.keys.scopes')}
        description={words('settings.keys.scopesHint')}
        value={[...scopes]}
        onChange={(chosen) => setScopes(keyScopes.filter((scope) => chosen.includes(scope)))}
      >
        <div className={`${styles['pairs']} ${styles['ticks']}`}>
          {keyScopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={words(`settings.keys.scope.${scope}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles['foot']}>
        <Button type="submit" loading={change.isPending} disabled={name.trim() === ''}>
          {words('settings.keys.make')}
        </Button>
      </div>
      {change.data !== undefined && (
        <div role="status" className={styles['fields']}>
          <p>{words('settings.keys.once')}</p>
          <CopyLine value={change.data.key} label={words('settings.keys.key')} />
        </div>
      )}
    </form>
  )
}
