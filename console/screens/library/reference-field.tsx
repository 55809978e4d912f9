import { MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { useWords } from '../../words.tsx'
import { libraryQuery } from './library-queries.ts'

/** Fields that name another entry, and the kind of entry that they name. */
const references = {
  topics: 'topic',
  audienceTopics: 'topic',
  issue: 'issue',
  issues: 'issue',
  defaultIssue: 'issue',
  contentNotes: 'issue',
  follows: 'observance',
  letter: 'letter',
} as const

type Reference = keyof typeof references

/** Whether a field of this name holds ids of other entries. */
export function isReference(name: string): name is Reference {
  return Object.hasOwn(references, name)
}

type ReferenceFieldProps<Value, Taken> = {
  readonly name: Reference
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Taken) => void
  readonly disabled: boolean
  readonly error: string | undefined
}

/** Names an entry of the library by what it is called. */
export function ReferenceField({ name, value, ...field }: ReferenceFieldProps<string, string | null>) {
  const look = useReferences(name, value === '' ? [] : [value])
  return <Select {...field} {...look} value={value === '' ? null : value} clearable />
}

/** Names entries of the library by what they are called. */
export function ReferencesField({ name, value, ...field }: ReferenceFieldProps<readonly string[], string[]>) {
  const look = useReferences(name, value)
  return <MultiSelect {...field} {...look} value={[...value]} />
}

// What is retired is offered only where it stands already.
function useReferences(name: Reference, chosen: readonly string[]) {
  const words = useWords()
  const locale = useLocale()
  const { data } = useQuery(libraryQuery)
  const known = (data?.entries ?? []).filter(
    ({ kind, id, retiredAt }) => kind === references[name] && (retiredAt === null || chosen.includes(id)),
  )
  const named = known.map((entry) => ({ value: entry.id, label: entry.name[locale] ?? entry.id }))
  // What is not there, or not loaded yet, keeps its id.
  const others = chosen.filter((id) => !known.some((entry) => entry.id === id)).map((id) => ({ value: id, label: id }))
  return {
    size: 'md',
    searchable: true,
    data: [...named, ...others],
    nothingFoundMessage: words('palette.nothing'),
  } as const
}
