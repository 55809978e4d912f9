import { Button, Text, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { watchListQuery } from './settings-queries.ts'
import styles from './settings.module.css'

/** Names and details that must not stand in a letter. What they are is kept as keyed hashes, so nobody reads it here. */
export function WatchListPart() {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { data, error } = useQuery(watchListQuery)
  const { change: remove } = useChange({
    send: (id: string) => api['watch-list'][':id'].$delete({ param: { id } }),
    refreshes: [watchListQuery.queryKey],
    showsProblem: false,
  })
  const askRemove = (id: string): void => {
    modals.openConfirmModal({
      title: words('settings.watch.removeQuestion'),
      children: <Text>{words('settings.watch.removeEffect')}</Text>,
      labels: { confirm: words('account.remove'), cancel: words('account.keep') },
      confirmProps: { color: 'plum' },
      onConfirm: () => remove.mutate(id),
    })
  }
  return (
    <>
      <Panel title={words('settings.watch.add')}>
        <AddWatched />
      </Panel>
      <Panel title={words('settings.watch.try')}>
        <TryWatched />
      </Panel>
      <Panel title={words('settings.part.watch-list')} aside={<span className="hint">{data?.entries.length}</span>}>
        <ProblemNote error={error} />
        {data?.entries.length === 0 && <EmptyNote>{words('settings.watch.empty')}</EmptyNote>}
        {data?.entries.map(({ id, note, addedBy, addedAt }) => {
          const what = note ?? words('settings.watch.noNote')
          return (
            <PanelRow
              key={id}
              aside={
                <Button
                  variant="subtle"
                  color="plum"
                  onClick={() => askRemove(id)}
                  aria-label={`${words('account.remove')}: ${what}`}
                >
                  {words('account.remove')}
                </Button>
              }
            >
              {what}
              <br />
              <span className="hint">{`${addedBy} · ${dates.moment(addedAt, zone)}`}</span>
            </PanelRow>
          )
        })}
      </Panel>
    </>
  )
}

function AddWatched() {
  const words = useWords()
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const { change, faults } = useChange({
    send: () => api['watch-list'].$post({ json: { text, note: note.trim() || null } }),
    refreshes: [watchListQuery.queryKey],
    says: words('settings.watch.added'),
    onDone: () => {
      setText('')
      setNote('')
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <p>{words('settings.watch.what')}</p>
      <ProblemNote error={change.error} shown={['text', 'note']} />
      <div className={styles['pairs']}>
        <TextInput
          label={words('settings.watch.text')}
          description={words('settings.watch.textHint')}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={faults['text']}
        />
        <TextInput
          label={words('settings.watch.note')}
          description={words('settings.watch.noteHint')}
          autoComplete="off"
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={faults['note']}
        />
      </div>
      <div className={styles['foot']}>
        <Button type="submit" loading={change.isPending} disabled={text.trim() === ''}>
          {words('settings.watch.watch')}
        </Button>
      </div>
    </form>
  )
}

function TryWatched() {
  const words = useWords()
  const [text, setText] = useState('')
  const { change, faults } = useChange({
    send: async () => (await api['watch-list'].try.$post({ json: { text } })).json(),
    refreshes: [],
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['text']} />
      <TextInput
        label={words('settings.watch.text')}
        description={words('settings.watch.tryHint')}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          change.reset()
        }}
        error={faults['text']}
      />
      <div className={styles['foot']}>
        {change.data !== undefined && (
          <b role="status">{words(change.data.found ? 'settings.watch.found' : 'settings.watch.notFound')}</b>
        )}
        <Button type="submit" variant="default" loading={change.isPending} disabled={text.trim() === ''}>
          {words('settings.watch.tryIt')}
        </Button>
      </div>
    </form>
  )
}
