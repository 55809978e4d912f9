import type { ReactNode } from 'react'
import { Body, Head, Html, Preview, Section } from 'react-email'
import type { Locale } from '#domain/locale'
import { colours, stylesheetFor } from './style.ts'

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
      <Body lang={locale} className="paper" style={{ margin: 0, padding: 0 }}>
        <Preview useTitleTag={false}>{preheader}</Preview>
        <div role="article" aria-roledescription="email" aria-label={subject} lang={locale}>
          <Section className="paper" bgcolor={colours.paper}>
            {children}
          </Section>
        </div>
      </Body>
    </Html>
  )
}
