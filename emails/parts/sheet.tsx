import type { ReactNode } from 'react'
import { Table } from './table.tsx'
import { colours, lineOfLight, space } from './style.ts'

/** The letter: one column of at most 600 px, topped by the line of light. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  return (
    <Column className="sheet wide" bgcolor={colours.sheet}>
      <tr>
        <td
          height="4"
          style={{
            height: '4px',
            backgroundColor: colours.lineMiddle,
            backgroundImage: lineOfLight,
            lineHeight: '4px',
            fontSize: 0,
          }}
        >
          &nbsp;
        </td>
      </tr>
      {children}
    </Column>
  )
}

/** What stands on the paper below the letter. */
export function BelowSheet({ children }: { readonly children: ReactNode }) {
  return <Column className="wide">{children}</Column>
}

// Outlook for Windows knows no max-width, so the attribute holds the width for it.
function Column({ className, bgcolor, children }: { className: string; bgcolor?: string; children: ReactNode }) {
  return (
    <Table
      align="center"
      width="600"
      className={className}
      bgcolor={bgcolor}
      style={{ width: '100%', maxWidth: '600px' }}
    >
      {children}
    </Table>
  )
}

type SheetRowProps = {
  /** Space above and below in px; the sides keep the margins of the sheet. */
  readonly above?: number
  readonly below?: number
  readonly children: ReactNode
}

/** One row of the sheet, within its margins. */
export function SheetRow({ above = 0, below = 0, children }: SheetRowProps) {
  return (
    <tr>
      <td className="pad" style={{ padding: space(above, below, 36) }}>
        {children}
      </td>
    </tr>
  )
}

/** A hairline as wide as what it stands in, with space above and below in px. */
export function Rule({ above, below }: { readonly above: number; readonly below: number }) {
  return (
    <div
      className="box"
      style={{ margin: space(above, below), borderTop: `1px solid ${colours.hair}`, lineHeight: 0, fontSize: 0 }}
    >
      &nbsp;
    </div>
  )
}
