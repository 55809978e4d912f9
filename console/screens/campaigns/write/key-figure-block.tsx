import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { AddFigure, FigureRow, type FigureLine } from './figure-row.tsx'
import type { BlockProps } from './pair.tsx'

type KeyFigure = NonNullable<LetterContent['keyFigure']>

/** The one figure that is printed large: the same fact in every language. */
export function KeyFigureBlock({ contents, languages, onChange }: BlockProps) {
  const words = useWords()
  const factId = languages.map((locale) => contents[locale]?.keyFigure?.factId).find((id) => id !== undefined)
  const set = (figureOf: (locale: Locale, before: KeyFigure | null) => KeyFigure | null): void => {
    for (const locale of languages) {
      const content = contents[locale]
      if (content !== undefined) onChange(locale, { ...content, keyFigure: figureOf(locale, content.keyFigure) })
    }
  }
  const take = ({ id, value, unit, statement }: LedgerFact): void =>
    set((locale, before) => ({
      factId: id,
      figure: (value ?? '').slice(0, 20),
      unit: unit?.[locale] ?? null,
      label: before?.label ?? statement[locale].slice(0, 200),
    }))
  if (factId === undefined) return <AddFigure label={words('figure.addKey')} onPick={take} />
  const linesIn = (locale: Locale): FigureLine[] => {
    const content = contents[locale]
    const keyFigure = content?.keyFigure
    if (content === undefined || !keyFigure) return []
    const { figure, unit, label } = keyFigure
    const change = (part: Partial<KeyFigure>): void =>
      onChange(locale, { ...content, keyFigure: { ...keyFigure, ...part } })
    return [
      { name: 'figure', value: figure, lengthMax: 20, onChange: (text) => change({ figure: text }) },
      {
        name: 'unit',
        value: unit ?? '',
        lengthMax: 20,
        onChange: (text) => change({ unit: text === '' ? null : text }),
      },
      { name: 'label', value: label, lengthMax: 200, onChange: (text) => change({ label: text }) },
    ]
  }
  return (
    <FigureRow
      factId={factId}
      languages={languages}
      linesIn={linesIn}
      removeLabel={words('figure.removeKey')}
      onPick={take}
      onRemove={() => set(() => null)}
    />
  )
}
