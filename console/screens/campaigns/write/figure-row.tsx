import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useLocale } from 'use-intl'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { FactChip } from './fact-chip.tsx'
import { FactPicker } from './fact-picker.tsx'
import styles from './figure-row.module.css'
import { LineField } from './line-field.tsx'
import { Pair } from './pair.tsx'

/** A line of a figure: its name among `figure` of the words, and how long it may be. */
export type FigureLine = {
  readonly name: 'figure' | 'unit' | 'label' | 'heading' | 'sentence'
  readonly value: string
  readonly lengthMax: number
  readonly onChange: (text: string) => void
}

type FigureRowProps = {
  readonly factId: string
  readonly languages: readonly Locale[]
  /** Its place among several; it stands before the names of its fields. */
  readonly number?: number
  readonly linesIn: (locale: Locale) => readonly FigureLine[]
  readonly removeLabel: string
  readonly onPick: (fact: LedgerFact) => void
  readonly onRemove: () => void
}

/** A figure of the ledger in all languages: its fact, its lines, and how to take it out. */
export function FigureRow({ factId, languages, number, linesIn, removeLabel, onPick, onRemove }: FigureRowProps) {
  const words = useWords()
  return (
    <div className={styles['row']}>
      <FactChip factId={factId} onPick={onPick} />
      <Pair languages={languages}>
        {(locale) => (
          <Stack gap="sm">
            {linesIn(locale).map(({ name, ...line }) => {
              const part = [number, words(`figure.${name}`)].filter((one) => one !== undefined).join('. ')
              const label = words('write.partIn', { part, language: languageName(locale) })
              return <LineField key={name} {...line} label={label} locale={locale} isLabelled />
            })}
          </Stack>
        )}
      </Pair>
      <div className={styles['alone']}>
        <Button variant="subtle" color="plum" size="xs" onClick={onRemove}>
          {removeLabel}
        </Button>
      </div>
    </div>
  )
}

/** Takes a fact of the ledger for a new figure. */
export function AddFigure({ label, onPick }: { readonly label: string; readonly onPick: (fact: LedgerFact) => void }) {
  const own = useLocale()
  const [isOpen, picker] = useDisclosure(false)
  const pick = (fact: LedgerFact): void => {
    picker.close()
    onPick(fact)
  }
  return (
    <div className={styles['alone']}>
      <Button variant="default" size="xs" onClick={picker.open}>
        {label}
      </Button>
      {isOpen && <FactPicker locale={own} isOnlyFact onPick={pick} onClose={picker.close} />}
    </div>
  )
}
