import type { EntryForm } from './entry-form.ts'
import type { Json } from './json.ts'

/** A part of an entry with its form and its place, `entry.rule.rrule`, by which faults are found. */
export type EntryFieldProps = {
  readonly path: readonly string[]
  readonly form: EntryForm
  readonly value: Json
  readonly onChange: (value: Json) => void
  readonly faults: Readonly<Record<string, string>>
  readonly isDisabled: boolean
}

/** The same part, once it is known which form it has. */
export type FieldOf<Kind extends EntryForm['is']> = Omit<EntryFieldProps, 'form'> & {
  readonly form: Extract<EntryForm, { is: Kind }>
  readonly label: string
}
