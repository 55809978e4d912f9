import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useLocale } from 'use-intl'
import type { LetterContent } from '#domain/letter'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { FactChip } from './fact-chip.tsx'
import { FactPicker } from './fact-picker.tsx'
import { LineField } from './line-field.tsx'
import { Pair, type BlockProps } from './pair.tsx'
import styles from './write.module.css'

/** The one figure that is printed large: the same fact in every language. */
export function KeyFigureBlock({ contents, languages, onChange }: BlockProps) {
  const words = useWords()
  const own = useLocale()
  const [isOpen, picker] = useDisclosure(false)
  const factId = languages.map((locale) => contents[locale]?.keyFigure?.factId).find((id) => id !== undefined)
  const set = (
    figureOf: (content: LetterContent, at: (typeof languages)[number]) => LetterContent['keyFigure'],
  ): void => {
    for (const locale of languages) {
      const content = contents[locale]
      if (content !== undefined) onChange(locale, { ...content, keyFigure: figureOf(content, locale) })
    }
  }
  const take = (fact: LedgerFact): void => {
    picker.close()
    set(({ keyFigure }, locale) => ({
      factId: fact.id,
      figure: (fact.value ?? '').slice(0, 20),
      unit: fact.unit?.[locale] ?? null,
      label: keyFigure?.label ?? fact.statement[locale].slice(0, 200),
    }))
  }
  if (factId === undefined)
    return (
      <div className={styles['alone']}>
        <Button variant="default" size="xs" onClick={picker.open}>
          {words('figure.addKey')}
        </Button>
        {isOpen && <FactPicker locale={own} isOnlyFact onPick={take} onClose={picker.close} />}
      </div>
    )
  return (
    <>
      <FactChip factId={factId} onPick={take} />
      <Pair languages={languages}>
        {(locale) => {
          const content = contents[locale]
          const figure = content?.keyFigure
          if (content === undefined || !figure) return null
          const change = (part: Partial<typeof figure>): void =>
            onChange(locale, { ...content, keyFigure: { ...figure, ...part } })
          const labelOf = (field: 'figure' | 'unit' | 'label'): string =>
            words('write.partIn', { part: words(`figure.${field}`), language: languageName(locale) })
          const common = { locale, isLabelled: true }
          return (
            <Stack gap="sm">
              <LineField
                {...common}
                label={labelOf('figure')}
                value={figure.figure}
                lengthMax={20}
                onChange={(text) => change({ figure: text })}
              />
              <LineField
                {...common}
                label={labelOf('unit')}
                value={figure.unit ?? ''}
                lengthMax={20}
                onChange={(text) => change({ unit: text === '' ? null : text })}
              />
              <LineField
                {...common}
                label={labelOf('label')}
                value={figure.label}
                lengthMax={200}
                onChange={(label) => change({ label })}
              />
            </Stack>
          )
        }}
      </Pair>
      <div className={styles['alone']}>
        <Button variant="subtle" color="plum" size="xs" onClick={() => set(() => null)}>
          {words('figure.removeKey')}
        </Button>
      </div>
    </>
  )
}
