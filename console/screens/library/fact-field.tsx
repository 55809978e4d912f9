import { Button, TextInput } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useLocale } from 'use-intl'
import { useWords } from '../../words.tsx'
import styles from './library.module.css'

const FactPicker = lazy(async () => ({
  default: (await import('../campaigns/write/fact-picker.tsx')).FactPicker,
}))

type FactFieldProps = {
  readonly label: string
  readonly value: string
  readonly disabled: boolean
  readonly error: string | undefined
  readonly onChange: (id: string) => void
}

/** The id of a fact: typed, or found in the ledger by words. */
export function FactField({ onChange, ...field }: FactFieldProps) {
  const words = useWords()
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['fact']}>
      <TextInput {...field} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      {!field.disabled && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {words('write.facts.search')}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <FactPicker
            locale={locale}
            isOnlyFact
            onClose={() => setOpen(false)}
            onPick={({ id }) => {
              onChange(id)
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
