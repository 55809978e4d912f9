import { Fragment } from 'react'
import { Column, Row, Text } from 'react-email'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { CountedOn } from './counted-on.tsx'
import { joinParticles } from './hangul.ts'
import { Paragraph } from './paragraph.tsx'
import { SheetRow, SheetRule } from './sheet.tsx'
import { colours, type } from './style.ts'

type FigureListProps = {
  readonly locale: Locale
  readonly figures: LetterContent['figures']
  readonly outline: LetterOutline
}

/** Figures beside their sentences, a hairline between them. */
export function FigureList({ locale, figures, outline }: FigureListProps) {
  return figures.map(({ factId, figure, heading, sentence }, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <SheetRule above={28} below={28} />}
      <SheetRow locale={locale} above={index === 0 ? 40 : 0}>
        <Row>
          <Column className="fcol" width="116" valign="top" style={{ width: '116px', padding: '0 18px 0 0' }}>
            <Text
              className="link fval"
              style={{ ...type.figure[locale], marginTop: 0, marginBottom: 0, color: colours.link }}
            >
              {figure}
            </Text>
          </Column>
          <Column valign="top" style={{ overflowWrap: 'anywhere' }}>
            <Paragraph locale={locale} as="figureHeading" below={6}>
              {joinParticles(heading, locale)}
            </Paragraph>
            <Paragraph locale={locale} as="figureText" ink="ink2" below={8}>
              {joinParticles(sentence, locale)}
            </Paragraph>
            <Paragraph locale={locale} as="small" ink="ink3">
              <CountedOn locale={locale} factId={factId} outline={outline} />
            </Paragraph>
          </Column>
        </Row>
      </SheetRow>
    </Fragment>
  ))
}
