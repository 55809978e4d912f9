import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { DetailRow } from './detail-row.tsx'
import { MailLink, shownUrl } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { SectionTitle } from './title.tsx'
import { Table } from './table.tsx'
import { colours, monospace, strong } from './style.ts'

type ProofPanelProps = {
  readonly locale: Locale
  /** Null for a mail that has none of its own. */
  readonly code: string | null
  readonly phrase: string
  readonly verifyUrl: string
}

/** How a reader can tell a genuine letter: things to compare, never a promise that all is well. */
export function ProofPanel({ locale, code, phrase, verifyUrl }: ProofPanelProps) {
  const t = wordsIn[locale]
  return (
    <SheetRow above={28}>
      <Table>
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
            <Table width={null}>
              {code === null ? null : (
                <DetailRow
                  locale={locale}
                  name={t('proof.code')}
                  style={{ fontFamily: monospace, letterSpacing: '0.02em' }}
                >
                  {code}
                </DetailRow>
              )}
              <DetailRow locale={locale} name={t('proof.phrase')} style={strong[locale]}>
                {phrase}
              </DetailRow>
              <DetailRow locale={locale} name={t('proof.place')} style={{ overflowWrap: 'anywhere' }}>
                <MailLink href={verifyUrl}>{shownUrl(verifyUrl)}</MailLink>
              </DetailRow>
            </Table>
            <Paragraph locale={locale} as="small" ink="ink2" above={6} below={8}>
              {t(code === null ? 'proof.compareWithoutCode' : 'proof.compare')}
            </Paragraph>
            <Paragraph locale={locale} as="small" ink="ink2">
              {t('proof.promise')}
            </Paragraph>
          </td>
        </tr>
      </Table>
    </SheetRow>
  )
}
