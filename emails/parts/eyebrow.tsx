import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { Paragraph } from './paragraph.tsx'

/** The line above the title: the day and the topics, one below the other on a phone. */
export function Eyebrow({
  locale,
  outline: { day, topics },
}: {
  readonly locale: Locale
  readonly outline: LetterOutline
}) {
  if (day === null && topics === null) return null
  return (
    <Paragraph locale={locale} as="eyebrow" ink="ink3" below={12}>
      {day === null ? null : <span className="eb">{day}</span>}
      {day === null || topics === null ? null : <span className="sep">{'\u2002·\u2002'}</span>}
      {topics === null ? null : <span className="eb">{topics}</span>}
    </Paragraph>
  )
}
