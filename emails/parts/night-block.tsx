import type { ReactNode } from 'react'
import { colours } from './style.ts'

/** The dark block across the whole sheet, in which the one thing stands that a letter is about. */
export function NightBlock({ children }: { readonly children: ReactNode }) {
  return (
    <tr>
      <td className="night figpad" style={{ padding: '44px 36px 40px', backgroundColor: colours.night }}>
        {children}
      </td>
    </tr>
  )
}
