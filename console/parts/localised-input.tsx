import { TextInput } from '@mantine/core'
import { locales, type Localised } from '#domain/locale'
import { GrowingText } from './growing-text.tsx'
import { languageNames } from './language-names.ts'
import styles from './localised-input.module.css'

type LocalisedInputProps = {
  readonly label: string
  readonly description?: string
  readonly value: Localised
  readonly onChange: (value: Localised) => void
  /** The name of the field in the API, by which `faults` are found. */
  readonly field: string
  readonly faults: Readonly<Record<string, string>>
  readonly isLong?: boolean
  readonly isDisabled?: boolean
}

/** One text in every language, side by side. */
export function LocalisedInput(props: LocalisedInputProps) {
  const { label, description, value, onChange, field, faults, isLong = false, isDisabled = false } = props
  return (
    <fieldset className={styles['pair']}>
      <legend>{label}</legend>
      {description !== undefined && <p className="hint">{description}</p>}
      <div className={styles['languages']}>
        {locales.map((locale) => {
          const common = {
            lang: locale,
            label: <span lang={locale}>{languageNames[locale]}</span>,
            value: value[locale],
            disabled: isDisabled,
            error: faults[`${field}.${locale}`] ?? faults[field],
          }
          const take = (text: string): void => onChange({ ...value, [locale]: text })
          return isLong ? (
            <GrowingText key={locale} {...common} onChange={({ currentTarget }) => take(currentTarget.value)} />
          ) : (
            <TextInput key={locale} {...common} onChange={({ currentTarget }) => take(currentTarget.value)} />
          )
        })}
      </div>
    </fieldset>
  )
}
