import { useQuery } from '@tanstack/react-query'
import type { LibraryKind } from '#domain/library-entry'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { EntryField } from './entry-field.tsx'
import { EntryParts } from './entry-parts.tsx'
import { isObject, type Json, type JsonObject } from './json.ts'
import { formsQuery } from './library-queries.ts'

/** The part of an entry that holds its own id, which stands above the form and never changes. */
export const ownIdFields: Readonly<Partial<Record<LibraryKind, string>>> = {
  observance: 'id',
  issue: 'id',
  playbook: 'observance',
}

type EntryFieldsProps = {
  readonly kind: LibraryKind
  readonly value: JsonObject
  readonly onChange: (value: JsonObject) => void
  readonly faults: Readonly<Record<string, string>>
  readonly isDisabled?: boolean
}

/** Every part of an entry, by the form that the API gives its kind. */
export function EntryFields({ kind, value, onChange, faults, isDisabled = false }: EntryFieldsProps) {
  const { data, error } = useQuery(formsQuery)
  const form = data?.get(kind)
  if (form === undefined) return <ProblemNote error={error} />
  if (form.is !== 'parts') return null
  return (
    <EntryParts
      path={['entry']}
      parts={form.parts.filter(({ name }) => name !== ownIdFields[kind])}
      value={value}
      onChange={(changed: Json) => {
        if (isObject(changed)) onChange(changed)
      }}
      faults={faults}
      isDisabled={isDisabled}
      Field={EntryField}
    />
  )
}
