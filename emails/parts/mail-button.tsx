import type { Locale } from '#domain/locale'
import { Table } from './table.tsx'
import { colours, typeOf } from './style.ts'

type MailButtonProps = { readonly locale: Locale; readonly href: string; readonly children: string }

/** The one button of a mail: a filled cell around a padded link, as wide as the screen on a phone. */
export function MailButton({ locale, href, children }: MailButtonProps) {
  return (
    <Table width={null} className="wide">
      <tr>
        <td className="btn" style={{ backgroundColor: colours.fill, borderRadius: '6px' }}>
          <a
            href={href}
            className="btna"
            style={{
              ...typeOf('button', locale),
              display: 'inline-block',
              padding: '15px 28px',
              border: `1px solid ${colours.fill}`,
              borderRadius: '6px',
              color: colours.onFill,
              textDecoration: 'none',
            }}
          >
            {children}
          </a>
        </td>
      </tr>
    </Table>
  )
}
