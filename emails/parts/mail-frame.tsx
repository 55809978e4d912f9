import type { ReactNode } from 'react'
import { Head, Html } from 'react-email'
import type { Locale } from '#domain/locale'
import { Preheader } from './preheader.tsx'
import { Table } from './table.tsx'
import { baseStyle, colours, stylesheetFor } from './style.ts'

type MailFrameProps = {
  readonly locale: Locale
  readonly subject: string
  readonly preheader: string
  readonly children: ReactNode
}

/** The page around every mail: language, colour schemes, preheader and the paper it lies on. */
export function MailFrame({ locale, subject, preheader, children }: MailFrameProps) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{subject}</title>
        <style>{stylesheetFor(locale)}</style>
      </Head>
      <body lang={locale} className="paper" style={{ margin: 0, padding: 0 }}>
        <Preheader>{preheader}</Preheader>
        <div role="article" aria-roledescription="email" aria-label={subject} lang={locale} style={baseStyle[locale]}>
          <Table className="paper" bgcolor={colours.paper}>
            <tr>
              <td>{children}</td>
            </tr>
          </Table>
        </div>
      </body>
    </Html>
  )
}
