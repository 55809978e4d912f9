import { CountedOn } from '../parts/counted-on.tsx'
import { joinParticles } from '../parts/hangul.ts'
import { Paragraph } from '../parts/paragraph.tsx'
import { Rule, SheetRow } from '../parts/sheet.tsx'
import { SectionTitle } from '../parts/title.tsx'
import { plainCount } from '../plain-count.ts'
import { plainHeading } from '../plain-rich-text.ts'
import { letterWordsIn } from '../words.ts'
import { wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

/** Statements of the ledger that contradict each other, side by side; one below the other where it is narrow. */
export const differing: LetterSection = {
  Html: ({ locale, outline }) => {
    if (outline.differing.length === 0) return null
    return (
      <SheetRow above={40}>
        <Rule above={0} below={28} />
        <SectionTitle locale={locale} as="subheading" below={12}>
          {letterWordsIn[locale]('differ.title')}
        </SectionTitle>
        {outline.differing.map((group, index) => (
          <div key={index}>
            {index === 0 ? null : <Rule above={4} below={16} />}
            {group.map(({ factId, statement, asOf }) => (
              <div key={factId} className="side" style={{ paddingBottom: '12px' }}>
                <Paragraph locale={locale} as="figureText" ink="ink2" below={6}>
                  {joinParticles(statement, locale)}
                </Paragraph>
                <Paragraph locale={locale} as="small" ink="ink3">
                  <CountedOn locale={locale} asOf={asOf} sourceNumber={outline.sourceNumber(factId)} />
                </Paragraph>
              </div>
            ))}
          </div>
        ))}
      </SheetRow>
    )
  },

  text: ({ locale, outline }) => {
    if (outline.differing.length === 0) return []
    const groups = outline.differing.map((group) =>
      group
        .map(({ factId, statement, asOf }) => {
          const mark = { first: '-  ', rest: '   ' }
          return `${wrapText(statement, mark)}\n${plainCount(asOf, outline.sourceNumber(factId))}`
        })
        .join('\n'),
    )
    return [plainHeading(letterWordsIn[locale]('differ.title')), ...groups]
  },
}
