import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../../words.tsx'
import styles from './details.module.css'

type WallTimeValue = { readonly date: string; readonly time: string; readonly timeZone: string }

type WallTimeProps = {
  readonly value: WallTimeValue
  readonly onChange: (change: Partial<WallTimeValue>) => void
  /** What the names of the fields begin with in the API. */
  readonly field: string
  readonly faults: Readonly<Record<string, string>>
  readonly zoneLabel: string
  /** One field more that belongs to the moment. */
  readonly children?: ReactNode
}

/** A day, an hour, and on whose clock. */
export function WallTime({ value, onChange, field, faults, zoneLabel, children }: WallTimeProps) {
  const words = useWords()
  return (
    <div className={styles['moment']}>
      <TextInput
        type="date"
        label={words('calendar.move.day')}
        value={value.date}
        onChange={({ currentTarget }) => onChange({ date: currentTarget.value })}
        error={faults[`${field}date`]}
      />
      <TextInput
        type="time"
        label={words('calendar.move.time')}
        value={value.time}
        onChange={({ currentTarget }) => onChange({ time: currentTarget.value })}
        error={faults[`${field}time`]}
      />
      {/* The list of a choice leaves a field that is not seen, which would be a place of its own in the grid. */}
      <div>
        <Select
          size="md"
          label={zoneLabel}
          data={Intl.supportedValuesOf('timeZone')}
          value={value.timeZone}
          onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
          error={faults[`${field}timeZone`]}
          limit={50}
          searchable
          allowDeselect={false}
        />
      </div>
      {children}
    </div>
  )
}
