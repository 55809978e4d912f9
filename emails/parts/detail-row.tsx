import type { CSSProperties, ReactNode } from 'react'
import type { Locale } from '#domain/locale'
import { colours, typeOf } from './style.ts'

type DetailRowProps = {
  readonly locale: Locale
  readonly name: string
  readonly onNight?: boolean
  readonly style?: CSSProperties
  readonly children: ReactNode
}

/** A row of a table in which each line has a name: `Letter code`, `Place`. */
export function DetailRow({ locale, name, onNight = false, style, children }: DetailRowProps) {
  const [nameColour, valueColour] = onNight ? [{ color: colours.onNight3 }, { color: colours.onNight2 }] : []
  return (
    <tr>
      <td
        className={onNight ? undefined : 'ink3'}
        valign="top"
        style={{ ...typeOf('detailName', locale), ...nameColour, padding: '0 20px 8px 0', whiteSpace: 'nowrap' }}
      >
        {name}
      </td>
      <td valign="top" style={{ ...typeOf('detailValue', locale), ...valueColour, ...style }}>
        {children}
      </td>
    </tr>
  )
}
