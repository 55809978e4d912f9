import { Link } from 'react-email'
import type { Locale } from '#domain/locale'
import { colours, type } from './style.ts'

type MailButtonProps = { readonly locale: Locale; readonly href: string; readonly children: string }

/** The one button of a mail: a filled cell around a padded link, as wide as the screen on a phone. */
export function MailButton({ locale, href, children }: MailButtonProps) {
  return (
    <table role="presentation" border={0} cellPadding="0" cellSpacing="0" className="wide">
      <tbody>
        <tr>
          <td className="btn" style={{ backgroundColor: colours.fill, borderRadius: '6px' }}>
            <Link
              href={href}
              className="btna"
              style={{
                ...type.button[locale],
                display: 'inline-block',
                padding: '15px 28px',
                border: `1px solid ${colours.fill}`,
                borderRadius: '6px',
                color: colours.onFill,
              }}
            >
              {children}
            </Link>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
