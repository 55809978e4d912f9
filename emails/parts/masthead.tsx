import type { Letterhead } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { MailLink } from './mail-link.tsx'
import { SheetRow } from './sheet.tsx'
import { Table } from './table.tsx'
import { typeOf } from './style.ts'

type MastheadProps = { readonly locale: Locale; readonly letterhead: Letterhead; readonly webUrl?: string }

/** The name of the organisation, in place of a logo, and the way to the web copy where there is one. */
export function Masthead({ locale, letterhead, webUrl }: MastheadProps) {
  return (
    <SheetRow above={26} below={44}>
      <Table>
        <tr>
          <td className="headline" style={typeOf('word', locale)}>
            {letterhead.name[locale]}
          </td>
          {webUrl === undefined ? null : (
            <td align="right" style={{ ...typeOf('web', locale), paddingLeft: '16px', whiteSpace: 'nowrap' }}>
              <MailLink href={webUrl} ink="ink3">
                {wordsIn[locale]('letter.web')}
              </MailLink>
            </td>
          )}
        </tr>
      </Table>
    </SheetRow>
  )
}
