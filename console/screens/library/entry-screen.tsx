import { Alert, Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { Icon } from '../../parts/icon.tsx'
import { LeaveQuestion } from '../../parts/leave-question.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { isProblem } from '../../problem.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { EntryFields } from './entry-fields.tsx'
import { asJson, isObject, type JsonObject } from './json.ts'
import { entryQuery, type ReadEntry } from './library-queries.ts'
import { newKinds, shelves } from './library-search.ts'
import styles from './library.module.css'

const changed = [['library'], ['topics'], ['calendar'], ['processes']]

/** One entry of the library, as a form. */
export function EntryScreen() {
  const { kind: typed, id } = getRouteApi('/staff/library/$kind/$id').useParams()
  const kind = shelves.find((known) => known === typed)
  return kind === undefined ? null : <LoadedEntry kind={kind} id={id} />
}

function LoadedEntry({ kind, id }: Pick<ReadEntry, 'kind' | 'id'>) {
  const { data, error } = useQuery(entryQuery(kind, id))
  // Others may save while somebody writes: the form keeps what it began with until it is asked to take theirs.
  const [begun, setBegun] = useState<ReadEntry | null>(null)
  const entry = begun ?? data
  if (entry === undefined) return <ProblemNote error={error} />
  return <OneEntry key={entry.version} entry={entry} onTyped={() => setBegun(entry)} onRenewed={() => setBegun(null)} />
}

type OneEntryProps = {
  readonly entry: ReadEntry
  readonly onTyped: () => void
  readonly onRenewed: () => void
}

function OneEntry({ entry, onTyped, onRenewed }: OneEntryProps) {
  const words = useWords()
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const isSingle = entry.kind === 'cause' || entry.kind === 'cautions'
  const mayEdit = me !== undefined && mayRole(me.role, isSingle ? 'edit-cause' : 'edit-library')
  return (
    <>
      <PageHead
        title={entry.name[locale] ?? words(`library.kind.${entry.kind}`)}
        above={
          <>
            <Link to="/library" search={{ kind: entry.kind }}>
              {words(`library.kind.${entry.kind}`)}
            </Link>{' '}
            · <code>{entry.id}</code>
          </>
        }
        actions={mayEdit && <EntryActs entry={entry} onRenewed={onRenewed} />}
      />
      {entry.retiredAt !== null && (
        <Alert color="ochre" icon={<Icon name="warning" />} mb="lg">
          {words('library.retiredNote')}
        </Alert>
      )}
      <Panel title={words('library.words')}>
        <EntryForm entry={entry} mayEdit={mayEdit} onTyped={onTyped} onRenewed={onRenewed} />
      </Panel>
    </>
  )
}

function EntryForm({ entry, mayEdit, onTyped, onRenewed }: OneEntryProps & { readonly mayEdit: boolean }) {
  const words = useWords()
  const client = useQueryClient()
  const [value, setValue] = useState<JsonObject>(() => {
    const read = asJson(entry.entry)
    return isObject(read) ? read : {}
  })
  const [isTyped, setTyped] = useState(false)
  const { kind, id, version: basedOn } = entry
  const { change, faults } = useChange({
    send: () => api.library[':kind'][':id'].$put({ param: { kind, id }, json: { basedOn, entry: value } }),
    refreshes: changed,
    says: words('settings.saved'),
    onDone: onRenewed,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  const takeTheirs = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['library'] })
    onRenewed()
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} />
      <LeaveQuestion isTyped={isTyped && !change.isSuccess}>{words('library.unsaved')}</LeaveQuestion>
      {isProblem(change.error, 'revision-outdated') && (
        <div className={styles['acts']}>
          <Button variant="default" onClick={() => void takeTheirs()}>
            {words('library.takeTheirs')}
          </Button>
        </div>
      )}
      <EntryFields
        kind={kind}
        value={value}
        onChange={(typed) => {
          setValue(typed)
          setTyped(true)
          onTyped()
        }}
        faults={faults}
        isDisabled={!mayEdit}
      />
      {mayEdit && (
        <div className={styles['foot']}>
          <Button type="submit" disabled={!isTyped} loading={change.isPending}>
            {words('settings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function EntryActs({ entry, onRenewed }: Pick<OneEntryProps, 'entry' | 'onRenewed'>) {
  const words = useWords()
  const { kind, id, version: basedOn, isFromSeed, editedAt, retiredAt } = entry
  const common = { refreshes: changed, showsProblem: false, onDone: onRenewed }
  const { change: reset } = useChange({
    ...common,
    send: () => api.library[':kind'][':id'].reset.$post({ param: { kind, id }, json: { basedOn } }),
  })
  const shelf = newKinds.find((known) => known === kind) ?? null
  const { change: retire } = useChange({
    ...common,
    send: async (param: { kind: NonNullable<typeof shelf>; id: string }) => {
      if (retiredAt === null) await api.library[':kind'][':id'].retire.$post({ param })
      else await api.library[':kind'][':id']['bring-back'].$post({ param })
    },
  })
  const askReset = (): void => {
    modals.openConfirmModal({
      title: words('library.resetQuestion'),
      children: <Text>{words('library.resetEffect')}</Text>,
      labels: { confirm: words('library.reset'), cancel: words('facts.leave') },
      confirmProps: { color: 'plum' },
      onConfirm: () => reset.mutate(undefined),
    })
  }
  return (
    <>
      {isFromSeed && editedAt !== null && (
        <Button variant="default" loading={reset.isPending} onClick={askReset}>
          {words('library.reset')}
        </Button>
      )}
      {shelf !== null && (
        <Button variant="default" loading={retire.isPending} onClick={() => retire.mutate({ kind: shelf, id })}>
          {words(retiredAt === null ? 'facts.retire' : 'facts.bringBack')}
        </Button>
      )}
    </>
  )
}
