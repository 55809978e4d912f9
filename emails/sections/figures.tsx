import { CountedOn } from '../parts/counted-on.tsx'
import { FigureList } from '../parts/figure-list.tsx'
import { joinParticles } from '../parts/hangul.ts'
import { NightBlock } from '../parts/night-block.tsx'
import { colours, typeOf } from '../parts/style.ts'
import { plainCount } from '../plain-count.ts'
import { wordsIn } from '../words.ts'
import { wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

// "34,537" fills a phone of 320 px.
const figureLengthAtFullSize = 6

/** The one large figure of a letter, with the day it was counted and its source. */
export const keyFigure: LetterSection = {
  Html: ({ locale, content, outline }) => {
    if (content.keyFigure === null) return null
    const { factId, figure, unit, label } = content.keyFigure
    const long = figure.length > figureLengthAtFullSize
    return (
      <NightBlock>
        <p
          className={long ? undefined : 'fig'}
          style={{
            ...typeOf(long ? 'longKeyFigure' : 'keyFigure', locale),
            margin: '0 0 14px',
            color: colours.onNight,
          }}
        >
          {figure}
          {unit === null ? null : <span style={{ fontSize: '30px', fontWeight: 400, letterSpacing: 0 }}>{unit}</span>}
        </p>
        <p style={{ ...typeOf('keyLabel', locale), margin: '0 0 8px', color: colours.onNight2 }}>
          {joinParticles(label, locale)}
        </p>
        <p style={{ ...typeOf('small', locale), margin: 0, color: colours.onNight3 }}>
          <CountedOn locale={locale} asOf={outline.asOf(factId)} sourceNumber={outline.sourceNumber(factId)} />
        </p>
      </NightBlock>
    )
  },

  text: ({ locale, content, outline }) => {
    if (content.keyFigure === null) return []
    const { factId, figure, unit, label } = content.keyFigure
    const line = wordsIn[locale]('letter.keyFigure', { figure: `${figure}${unit ?? ''}`, label })
    return [`${wrapText(line)}\n${plainCount(outline.asOf(factId), outline.sourceNumber(factId))}`]
  },
}

/** Figures beside their sentences. */
export const figures: LetterSection = {
  Html: ({ locale, content, outline }) => <FigureList locale={locale} figures={content.figures} outline={outline} />,

  text: ({ content, outline }) =>
    content.figures.map(
      ({ factId, figure, heading, sentence }) =>
        `${wrapText(`${figure}\u00a0\u00a0${heading}`)}\n${wrapText(sentence, { first: '   ' })}\n${plainCount(outline.asOf(factId), outline.sourceNumber(factId))}`,
    ),
}
