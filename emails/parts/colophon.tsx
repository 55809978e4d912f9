import { Fragment, type ReactNode } from 'react'
import type { Letterhead } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { typeOf } from './style.ts'

type ColophonProps = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  /** Why the reader gets this mail. */
  readonly why: string
  readonly choices: readonly { readonly label: string; readonly url: string }[]
  readonly children?: ReactNode
}

/** What every mail ends with: why it came, what the reader can do about it, and who sent it from where. */
export function Colophon({ locale, letterhead, why, choices, children }: ColophonProps) {
  const { name, postalAddress, contactAddress } = letterhead
  const contact = wordsIn[locale].rich('contact', {
    address: contactAddress,
    mail: (chunks) => <MailLink href={`mailto:${contactAddress}`}>{chunks}</MailLink>,
  })
  return (
    <SheetRow above={26} below={48}>
      <Paragraph locale={locale} as="small" ink="ink2" below={14}>
        {why}
      </Paragraph>
      <div className="choices" style={typeOf('choice', locale)}>
        {choices.map(({ label, url }) => (
          <Fragment key={url}>
            <MailLink href={url}>{label}</MailLink>
            {'\u2002'}
          </Fragment>
        ))}
      </div>
      {children}
      <Paragraph locale={locale} as="small" ink="ink3" above={12}>
        {`${name[locale]}, ${postalAddress[locale]}`}
        <br />
        {contact}
      </Paragraph>
    </SheetRow>
  )
}
