import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { api } from '../../api.ts'
import { LeaveQuestion } from '../../parts/leave-question.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { isProblem } from '../../problem.ts'
import { useWords } from '../../words.tsx'
import { EntryFields, ownIdFields } from './entry-fields.tsx'
import { emptyOf } from './entry-form.ts'
import { asJson, isObject, type JsonObject } from './json.ts'
import { entryQuery, formsQuery, libraryQuery } from './library-queries.ts'
import type { NewKind } from './library-search.ts'
import styles from './library.module.css'

const route = getRouteApi('/staff/library/new')

/** An entry that the library does not have: from nothing, or like one that it has. */
export function NewEntryScreen() {
  const words = useWords()
  const { kind = 'issue', like } = route.useSearch()
  return (
    <>
      <PageHead title={words(`library.new.of.${kind}`)} above={words('library.new.lead')} />
      <div className={styles['stack']}>
        <Panel title={words('library.new.begin')}>
          <BeginWith kind={kind} like={like} />
        </Panel>
        <Panel title={words('library.words')}>
          {like === undefined ? (
            <FromNothing key={kind} kind={kind} />
          ) : (
            <Like key={kind + like} kind={kind} like={like} />
          )}
        </Panel>
      </div>
    </>
  )
}

function BeginWith({ kind, like }: { readonly kind: NewKind; readonly like: string | undefined }) {
  const words = useWords()
  const locale = useLocale()
  const navigate = route.useNavigate()
  const { data } = useQuery(libraryQuery)
  const named = (id: string): string => {
    const entry = data?.entries.find((one) => one.id === id && one.kind === (kind === 'playbook' ? 'observance' : kind))
    return entry?.name[locale] ?? id
  }
  const others = data?.entries.filter((entry) => entry.kind === kind) ?? []
  return (
    <Select
      size="md"
      searchable
      label={words('library.new.like')}
      description={words('library.new.likeHint')}
      placeholder={words('library.new.nothing')}
      data={others.map(({ id }) => ({ value: id, label: named(id) }))}
      value={like ?? null}
      clearable
      onChange={(id) => void navigate({ search: { kind, ...(id !== null && { like: id }) }, replace: true })}
      nothingFoundMessage={words('palette.nothing')}
    />
  )
}

function FromNothing({ kind }: { readonly kind: NewKind }) {
  const { data, error } = useQuery(formsQuery)
  const form = data?.get(kind)
  if (form === undefined) return <ProblemNote error={error} />
  const first = emptyOf(form)
  return <NewEntryForm kind={kind} first={isObject(first) ? first : {}} />
}

function Like({ kind, like }: { readonly kind: NewKind; readonly like: string }) {
  const { data, error } = useQuery(entryQuery(kind, like))
  if (data === undefined) return <ProblemNote error={error} />
  const first = asJson(data.entry)
  return <NewEntryForm kind={kind} first={isObject(first) ? first : {}} />
}

function NewEntryForm({ kind, first }: { readonly kind: NewKind; readonly first: JsonObject }) {
  const words = useWords()
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const [value, setValue] = useState(first)
  const [isTyped, setTyped] = useState(false)
  const ownId = ownIdFields[kind]
  const { change, faults } = useChange({
    send: async () => {
      const entry = ownId === undefined ? value : { ...value, [ownId]: id }
      await api.library[':kind'][':id'].$put({ param: { kind, id }, json: { basedOn: null, entry } })
    },
    refreshes: [['library'], ['topics'], ['calendar'], ['processes']],
    says: words('settings.saved'),
    onDone: () => void navigate({ to: '/library/$kind/$id', params: { kind, id }, ignoreBlocker: true }),
  })
  const isTaken = isProblem(change.error, 'revision-outdated')
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={isTaken ? null : change.error} />
      <LeaveQuestion isTyped={isTyped && !change.isSuccess}>{words('library.unsaved')}</LeaveQuestion>
      <IdField
        kind={kind}
        value={id}
        onChange={(typed) => {
          setId(typed)
          setTyped(true)
          if (isTaken) change.reset()
        }}
        error={isTaken ? words('library.new.taken') : undefined}
      />
      <EntryFields
        kind={kind}
        value={value}
        onChange={(typed) => {
          setValue(typed)
          setTyped(true)
        }}
        faults={faults}
      />
      <div className={styles['foot']}>
        <Button type="submit" disabled={!isId(id)} loading={change.isPending}>
          {words('library.new.add')}
        </Button>
      </div>
    </form>
  )
}

type IdFieldProps = {
  readonly kind: NewKind
  readonly value: string
  readonly onChange: (id: string) => void
  readonly error: string | undefined
}

/** The word by which others will know the entry. A series has that of its day, which is chosen. */
function IdField({ kind, value, onChange, error }: IdFieldProps) {
  const words = useWords()
  const locale = useLocale()
  const { data } = useQuery(libraryQuery)
  if (kind === 'playbook') {
    const taken = data?.entries.filter((entry) => entry.kind === 'playbook').map((entry) => entry.id) ?? []
    const free = data?.entries.filter((entry) => entry.kind === 'observance' && !taken.includes(entry.id)) ?? []
    return (
      <Select
        size="md"
        searchable
        label={words('library.new.day')}
        description={words('library.new.dayHint')}
        data={free.map(({ id, name }) => ({ value: id, label: name[locale] ?? id }))}
        value={value === '' ? null : value}
        allowDeselect={false}
        onChange={(id) => onChange(id ?? '')}
        error={error}
        nothingFoundMessage={words('palette.nothing')}
      />
    )
  }
  const isOdd = value !== '' && !isId(value)
  return (
    <TextInput
      label={words('library.new.id')}
      description={words('library.new.idHint')}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.toLowerCase())}
      error={error ?? (isOdd ? words('library.new.idForm') : undefined)}
    />
  )
}

/** As the paths of the API have them (`libraryIdSchema`). */
function isId(text: string): boolean {
  return /^[a-z0-9-]{2,60}$/.test(text)
}
