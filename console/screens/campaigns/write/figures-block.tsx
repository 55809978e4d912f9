import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useLocale } from 'use-intl'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { FactChip } from './fact-chip.tsx'
import { FactPicker } from './fact-picker.tsx'
import { LineField } from './line-field.tsx'
import { Pair, type BlockProps } from './pair.tsx'
import styles from './write.module.css'

type Figure = LetterContent['figures'][number]

const figuresMax = 6

/** Figures beside a sentence each, the same facts in every language and in the same order. */
export function FiguresBlock({ contents, languages, onChange }: BlockProps) {
  const words = useWords()
  const own = useLocale()
  const [isOpen, picker] = useDisclosure(false)
  const count = Math.max(0, ...languages.map((locale) => contents[locale]?.figures.length ?? 0))
  const change = (figuresOf: (figures: readonly Figure[], locale: Locale) => Figure[]): void => {
    for (const locale of languages) {
      const content = contents[locale]
      if (content !== undefined) onChange(locale, { ...content, figures: figuresOf(content.figures, locale) })
    }
  }
  const changeAt = (at: number, part: (locale: Locale) => Partial<Figure>): void =>
    change((figures, locale) =>
      figures.map((figure, index) => (index === at ? { ...figure, ...part(locale) } : figure)),
    )
  const add = (fact: LedgerFact): void => {
    picker.close()
    change((figures, locale) => [...figures, figureOf(fact, locale)])
  }
  return (
    <>
      {Array.from({ length: count }, (_, at) => {
        const factId = languages.map((locale) => contents[locale]?.figures[at]?.factId).find((id) => id !== undefined)
        return (
          <div key={at} className={styles['figure']}>
            {factId !== undefined && (
              <FactChip
                factId={factId}
                onPick={(fact) => changeAt(at, () => ({ factId: fact.id, figure: (fact.value ?? '').slice(0, 20) }))}
              />
            )}
            <Pair languages={languages}>
              {(locale) => (
                <FigureFields
                  at={at}
                  locale={locale}
                  figure={contents[locale]?.figures[at]}
                  onChange={(part) => changeAt(at, (one) => (one === locale ? part : {}))}
                />
              )}
            </Pair>
            <div className={styles['alone']}>
              <Button
                variant="subtle"
                color="plum"
                size="xs"
                onClick={() => change((figures) => figures.filter((_figure, index) => index !== at))}
              >
                {words('figure.remove', { number: at + 1 })}
              </Button>
            </div>
          </div>
        )
      })}
      {count < figuresMax && (
        <div className={styles['alone']}>
          <Button variant="default" size="xs" onClick={picker.open}>
            {words('figure.add')}
          </Button>
        </div>
      )}
      {isOpen && <FactPicker locale={own} isOnlyFact onPick={add} onClose={picker.close} />}
    </>
  )
}

type FigureFieldsProps = {
  readonly at: number
  readonly locale: Locale
  readonly figure: Figure | undefined
  readonly onChange: (part: Partial<Figure>) => void
}

function FigureFields({ at, locale, figure, onChange }: FigureFieldsProps) {
  const words = useWords()
  if (figure === undefined) return null
  const labelOf = (field: 'figure' | 'heading' | 'sentence'): string =>
    words('write.partIn', {
      part: `${at + 1}. ${words(`figure.${field}`)}`,
      language: languageName(locale),
    })
  const common = { locale, isLabelled: true }
  return (
    <Stack gap="sm">
      <LineField
        {...common}
        label={labelOf('figure')}
        value={figure.figure}
        lengthMax={20}
        onChange={(text) => onChange({ figure: text })}
      />
      <LineField
        {...common}
        label={labelOf('heading')}
        value={figure.heading}
        lengthMax={80}
        onChange={(heading) => onChange({ heading })}
      />
      <LineField
        {...common}
        label={labelOf('sentence')}
        value={figure.sentence}
        lengthMax={400}
        onChange={(sentence) => onChange({ sentence })}
      />
    </Stack>
  )
}

function figureOf({ id, value, statement }: LedgerFact, locale: Locale): Figure {
  return { factId: id, figure: (value ?? '').slice(0, 20), heading: '', sentence: statement[locale].slice(0, 400) }
}
