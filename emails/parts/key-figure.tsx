import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { CountedOn } from './counted-on.tsx'
import { joinParticles } from './hangul.ts'
import { colours, typeOf } from './style.ts'

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
      <td className="night figpad" style={{ padding: '44px 36px 40px', backgroundColor: colours.night }}>
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
          <CountedOn locale={locale} factId={factId} outline={outline} />
        </p>
      </td>
    </tr>
  )
}
