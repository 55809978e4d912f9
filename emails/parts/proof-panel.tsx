import type { CSSProperties, ReactNode } from 'react'
import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { MailLink, shownUrl } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { SectionTitle } from './title.tsx'
import { colours, monospace, type } from './style.ts'

type ProofPanelProps = {
  readonly locale: Locale
  readonly code: string
  readonly phrase: string
  readonly verifyUrl: string
}

/** How a reader can tell a genuine letter: things to compare, never a promise that all is well. */
export function ProofPanel({ locale, code, phrase, verifyUrl }: ProofPanelProps) {
  const t = wordsIn[locale]
  const phraseWeight = type.smallHeading[locale].fontWeight ?? 600
  return (
    <SheetRow locale={locale} above={28}>
      <table role="presentation" border={0} cellPadding="0" cellSpacing="0" width="100%">
        <tbody>
          <tr>
            <td
              className="sheet box"
              style={{
                padding: '22px 24px',
                border: `1px solid ${colours.hair}`,
                borderRadius: '6px',
                backgroundColor: colours.sheet,
              }}
            >
              <SectionTitle locale={locale} as="smallHeading" below={14}>
                {t('proof.title')}
              </SectionTitle>
              <table role="presentation" border={0} cellPadding="0" cellSpacing="0">
                <tbody>
                  <ProofRow
                    locale={locale}
                    name={t('proof.code')}
                    style={{ fontFamily: monospace, letterSpacing: '0.02em' }}
                  >
                    {code}
                  </ProofRow>
                  <ProofRow locale={locale} name={t('proof.phrase')} style={{ fontWeight: phraseWeight }}>
                    {phrase}
                  </ProofRow>
                  <ProofRow locale={locale} name={t('proof.place')} style={{ overflowWrap: 'anywhere' }}>
                    <MailLink href={verifyUrl}>{shownUrl(verifyUrl)}</MailLink>
                  </ProofRow>
                </tbody>
              </table>
              <Paragraph locale={locale} as="small" ink="ink2" above={6} below={8}>
                {t('proof.compare')}
              </Paragraph>
              <Paragraph locale={locale} as="small" ink="ink2">
                {t('proof.promise')}
              </Paragraph>
            </td>
          </tr>
        </tbody>
      </table>
    </SheetRow>
  )
}

type ProofRowProps = {
  readonly locale: Locale
  readonly name: string
  readonly style: CSSProperties
  readonly children: ReactNode
}

function ProofRow({ locale, name, style, children }: ProofRowProps) {
  return (
    <tr>
      <td
        className="ink3"
        valign="top"
        style={{
          ...type.small[locale],
          lineHeight: '24px',
          padding: '0 20px 8px 0',
          color: colours.ink3,
          whiteSpace: 'nowrap',
        }}
      >
        {name}
      </td>
      <td
        className="ink"
        valign="top"
        style={{ padding: '0 0 8px', fontSize: '15px', lineHeight: '24px', color: colours.ink, ...style }}
      >
        {children}
      </td>
    </tr>
  )
}
