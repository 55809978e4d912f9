import { Fragment } from 'react'
import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { Paragraph } from './paragraph.tsx'

/** The line above the title: kind, day and topics of the letter, one below the other on a phone. */
export function Eyebrow({
  locale,
  outline: { kind, day, topics },
}: {
  readonly locale: Locale
  readonly outline: LetterOutline
}) {
  const pieces = [kind, day, topics].filter((piece) => piece !== null)
  if (pieces.length === 0) return null
  return (
    <Paragraph locale={locale} as="eyebrow" ink="ink3" below={12}>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <span className="sep">{'\u2002·\u2002'}</span>}
          <span className="eb">{index === 0 && kind !== null ? <b className="ink2">{piece}</b> : piece}</span>
        </Fragment>
      ))}
    </Paragraph>
  )
}
