import { NumberInput, Select, TextInput } from '@mantine/core'
import { useLocale } from 'use-intl'
import { useWords } from '../../words.tsx'
import styles from './library.module.css'
import { readYearly, yearlyRule } from './yearly-rule.ts'

type RuleFieldProps = {
  readonly label: string
  readonly description: string | undefined
  readonly value: string
  readonly disabled: boolean
  readonly error: string | undefined
  readonly onChange: (rule: string) => void
}

/** A rule by which a day returns: every year on the same day by choosing it, and anything else as RFC 5545 writes it. */
export function RuleField({ onChange, ...field }: RuleFieldProps) {
  const words = useWords()
  const locale = useLocale()
  const { month, day } = readYearly(field.value)
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: new Temporal.PlainDate(2024, index + 1, 1).toLocaleString(locale, { month: 'long' }),
  }))
  return (
    <>
      <div className={styles['yearly']} role="group" aria-label={words('library.yearly.label')}>
        <Select
          size="md"
          label={`${words('library.yearly.label')}: ${words('library.yearly.month')}`}
          data={months}
          value={month === null ? null : String(month)}
          allowDeselect={false}
          disabled={field.disabled}
          onChange={(chosen) => onChange(yearlyRule(Number(chosen), day ?? 1))}
        />
        <NumberInput
          size="md"
          hideControls
          label={words('library.yearly.day')}
          min={1}
          max={31}
          value={day ?? ''}
          disabled={field.disabled || month === null}
          onChange={(typed) => {
            if (month !== null && Number(typed) >= 1) onChange(yearlyRule(month, Number(typed)))
          }}
        />
      </div>
      <TextInput {...field} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </>
  )
}
