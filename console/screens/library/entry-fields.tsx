import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LibraryKind } from '#domain/library-entry'
import { BelowTheFold } from '../../parts/later.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { EntryField } from './entry-field.tsx'
import type { FormPart } from './entry-form.ts'
import { EntryParts } from './entry-parts.tsx'
import { isObject, sizeOf, type Json, type JsonObject } from './json.ts'
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
export function EntryFields(props: EntryFieldsProps) {
  const { kind } = props
  const { data, error } = useQuery(formsQuery)
  const form = data?.get(kind)
  if (form === undefined) return <ProblemNote error={error} />
  if (form.is !== 'parts') return null
  return <Parts key={kind} {...props} parts={form.parts.filter(({ name }) => name !== ownIdFields[kind])} />
}

function Parts({
  parts,
  value,
  onChange,
  faults,
  isDisabled = false,
}: EntryFieldsProps & { readonly parts: readonly FormPart[] }) {
  // What somebody types does not move it: fields that come to another place are made anew.
  const [fold] = useState(() => foldOf(parts, value))
  const common = {
    path: ['entry'],
    value,
    onChange: (changed: Json): void => {
      if (isObject(changed)) onChange(changed)
    },
    faults,
    isDisabled,
    Field: EntryField,
  }
  return (
    <>
      <EntryParts {...common} parts={parts.slice(0, fold)} />
      {fold < parts.length && (
        <BelowTheFold>
          <EntryParts {...common} parts={parts.slice(fold)} />
        </BelowTheFold>
      )}
    </>
  )
}

/** More single values than this fill a screen. */
const screenful = 16

/** How many parts fill the first screen. */
function foldOf(parts: readonly FormPart[], value: JsonObject): number {
  let size = 0
  const last = parts.findIndex(({ name }) => {
    size += sizeOf(value[name] ?? null)
    return size > screenful
  })
  return last === -1 ? parts.length : last + 1
}
