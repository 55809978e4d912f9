import type { Json } from './json.ts'

/** A part of an entry with its place, `entry.rule.rrule`, by which faults are found. */
export type EntryFieldProps = {
  readonly path: readonly string[]
  readonly value: Json
  readonly onChange: (value: Json) => void
  readonly faults: Readonly<Record<string, string>>
  readonly isDisabled: boolean
}
