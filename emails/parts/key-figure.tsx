import { Text } from 'react-email'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { CountedOn } from './counted-on.tsx'
import { joinParticles } from './hangul.ts'
import { cellStyle, colours, type } from './style.ts'

type KeyFigureProps = {
  readonly locale: Locale
  readonly keyFigure: NonNullable<LetterContent['keyFigure']>
  readonly outline: LetterOutline
}

// "34,537" fills a phone of 320 px.
const figureLengthAtFullSize = 6

/** The one large figure of a letter, in the night block, with the day it was counted and its source. */
export function KeyFigure({ locale, keyFigure: { factId, figure, unit, label }, outline }: KeyFigureProps) {
  const long = figure.length > figureLengthAtFullSize
  return (
    <tr>
      <td
        className="night figpad"
        style={{ padding: '44px 36px 40px', backgroundColor: colours.night, ...cellStyle[locale] }}
      >
        <Text
          className={long ? undefined : 'fig'}
          style={{
            ...type[long ? 'longKeyFigure' : 'keyFigure'][locale],
            marginTop: 0,
            marginBottom: 14,
            color: colours.onNight,
          }}
        >
          {figure}
          {unit === null ? null : <span style={{ fontSize: '30px', fontWeight: 400, letterSpacing: 0 }}>{unit}</span>}
        </Text>
        <Text style={{ ...type.keyLabel[locale], marginTop: 0, marginBottom: 8, color: colours.onNight2 }}>
          {joinParticles(label, locale)}
        </Text>
        <Text style={{ ...type.small[locale], marginTop: 0, marginBottom: 0, color: colours.onNight3 }}>
          <CountedOn locale={locale} factId={factId} outline={outline} />
        </Text>
      </td>
    </tr>
  )
}
