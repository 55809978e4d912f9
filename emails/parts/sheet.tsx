import type { ReactNode } from 'react'
import { Section } from 'react-email'
import type { Locale } from '#domain/locale'
import { cellStyle, colours, lineOfLight } from './style.ts'

/** The letter: one column of at most 600 px, topped by the line of light. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  return (
    <Column className="sheet wide" bgcolor={colours.sheet}>
      <tr>
        <td>
          <Section bgcolor={colours.lineMiddle} style={{ backgroundImage: lineOfLight }}>
            <Space height={4} />
          </Section>
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
    <table
      role="presentation"
      align="center"
      border={0}
      cellPadding="0"
      cellSpacing="0"
      width="600"
      className={className}
      bgcolor={bgcolor}
      style={{ width: '100%', maxWidth: '600px' }}
    >
      <tbody>{children}</tbody>
    </table>
  )
}

type SheetRowProps = {
  readonly locale: Locale
  /** Space above and below in px; the sides keep the margins of the sheet. */
  readonly above?: number
  readonly below?: number
  readonly children: ReactNode
}

/** One row of the sheet, within its margins. */
export function SheetRow({ locale, above = 0, below = 0, children }: SheetRowProps) {
  return (
    <tr>
      <td className="pad" style={{ padding: sides(above, below), ...cellStyle[locale] }}>
        {children}
      </td>
    </tr>
  )
}

/** A hairline across the sheet, with space above and below in px. */
export function SheetRule({ above, below }: { readonly above: number; readonly below: number }) {
  return (
    <tr>
      <td className="pad" style={{ padding: sides(above, below) }}>
        <Section className="hair" bgcolor={colours.hair}>
          <Space height={1} />
        </Section>
      </td>
    </tr>
  )
}

function sides(above: number, below: number): string {
  return `${above}px 36px ${below}px`
}

// A cell without text keeps the height of its line of type, which no client may collapse.
function Space({ height }: { readonly height: number }) {
  return <div style={{ height, lineHeight: `${height}px`, fontSize: 0 }}>&nbsp;</div>
}
