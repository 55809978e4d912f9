import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { AddFigure, FigureRow, type FigureLine } from './figure-row.tsx'
import type { BlockProps } from './pair.tsx'

type Figure = LetterContent['figures'][number]

const figuresMax = 6

/** Figures beside a sentence each, the same facts in every language and in the same order. */
export function FiguresBlock({ contents, languages, onChange }: BlockProps) {
  const words = useWords()
  const count = Math.max(0, ...languages.map((locale) => contents[locale]?.figures.length ?? 0))
  const set = (figuresOf: (figures: readonly Figure[], locale: Locale) => Figure[]): void => {
    for (const locale of languages) {
      const content = contents[locale]
      if (content !== undefined) onChange(locale, { ...content, figures: figuresOf(content.figures, locale) })
    }
  }
  const changeAt = (at: number, part: Partial<Figure>, only?: Locale): void =>
    set((figures, locale) =>
      figures.map((figure, index) =>
        index === at && (only === undefined || only === locale) ? { ...figure, ...part } : figure,
      ),
    )
  const linesAt = (at: number, locale: Locale): FigureLine[] => {
    const figure = contents[locale]?.figures[at]
    if (figure === undefined) return []
    return (['figure', 'heading', 'sentence'] as const).map((name) => ({
      name,
      value: figure[name],
      lengthMax: lengths[name],
      onChange: (text) => changeAt(at, { [name]: text }, locale),
    }))
  }
  return (
    <>
      {Array.from({ length: count }, (_, at) => {
        const factId = languages.map((locale) => contents[locale]?.figures[at]?.factId).find((id) => id !== undefined)
        return (
          <FigureRow
            key={at}
            factId={factId ?? ''}
            number={at + 1}
            languages={languages}
            linesIn={(locale) => linesAt(at, locale)}
            removeLabel={words('figure.remove', { number: at + 1 })}
            onPick={({ id, value }) => changeAt(at, { factId: id, figure: (value ?? '').slice(0, 20) })}
            onRemove={() => set((figures) => figures.filter((_figure, index) => index !== at))}
          />
        )
      })}
      {count < figuresMax && (
        <AddFigure
          label={words('figure.add')}
          onPick={(fact) => set((figures, locale) => [...figures, figureOf(fact, locale)])}
        />
      )}
    </>
  )
}

const lengths = { figure: 20, heading: 80, sentence: 400 } as const

function figureOf({ id, value, statement }: LedgerFact, locale: Locale): Figure {
  return { factId: id, figure: (value ?? '').slice(0, 20), heading: '', sentence: statement[locale].slice(0, 400) }
}
