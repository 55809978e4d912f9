import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { CountedOn } from './counted-on.tsx'
import { joinParticles } from './hangul.ts'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { Table } from './table.tsx'
import { colours, space, typeOf } from './style.ts'

type FigureListProps = {
  readonly locale: Locale
  readonly figures: LetterContent['figures']
  readonly outline: LetterOutline
}

/** Figures beside their sentences, a hairline between them. */
export function FigureList({ locale, figures, outline }: FigureListProps) {
  if (figures.length === 0) return null
  return (
    <SheetRow above={40}>
      <Table>
        {figures.map(({ factId, figure, heading, sentence }, index) => {
          const rule = index === 0 ? {} : { borderTop: `1px solid ${colours.hair}` }
          const above = index === 0 ? 0 : 28
          const below = index === figures.length - 1 ? 0 : 28
          return (
            <tr key={index}>
              <td
                className="fcol link box"
                width="116"
                valign="top"
                style={{ ...typeOf('figure', locale), padding: `${above}px 18px ${below}px 0`, ...rule }}
              >
                {figure}
              </td>
              <td
                className="box"
                valign="top"
                style={{ overflowWrap: 'anywhere', padding: space(above, below), ...rule }}
              >
                <p style={{ ...typeOf('figureHeading', locale), margin: '0 0 6px' }}>
                  {joinParticles(heading, locale)}
                </p>
                <Paragraph locale={locale} as="figureText" ink="ink2" below={8}>
                  {joinParticles(sentence, locale)}
                </Paragraph>
                <Paragraph locale={locale} as="small" ink="ink3">
                  <CountedOn locale={locale} asOf={outline.asOf(factId)} sourceNumber={outline.sourceNumber(factId)} />
                </Paragraph>
              </td>
            </tr>
          )
        })}
      </Table>
    </SheetRow>
  )
}
