import { Column, Row } from 'react-email'
import type { Letterhead } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { MailLink } from './mail-link.tsx'
import { SheetRow } from './sheet.tsx'
import { colours, type } from './style.ts'

type MastheadProps = { readonly locale: Locale; readonly letterhead: Letterhead; readonly webUrl?: string }

/** The name of the organisation, in place of a logo, and the way to the web copy where there is one. */
export function Masthead({ locale, letterhead, webUrl }: MastheadProps) {
  return (
    <SheetRow locale={locale} above={26} below={44}>
      <Row>
        <Column className="ink" style={{ ...type.word[locale], color: colours.ink }}>
          {letterhead.name[locale]}
        </Column>
        {webUrl === undefined ? null : (
          <Column
            align="right"
            className="ink3"
            style={{ ...type.web[locale], paddingLeft: '16px', whiteSpace: 'nowrap' }}
          >
            <MailLink href={webUrl} ink="ink3">
              {wordsIn[locale]('letter.web')}
            </MailLink>
          </Column>
        )}
      </Row>
    </SheetRow>
  )
}
