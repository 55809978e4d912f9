import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { joinParticles } from './hangul.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { colours } from './style.ts'

type ContentNoteProps = { readonly locale: Locale; readonly note: string; readonly preferencesUrl: string }

/** A warning of hard subjects before the letter begins, and the way to get fewer of them. */
export function ContentNote({ locale, note, preferencesUrl }: ContentNoteProps) {
  const t = wordsIn[locale]
  return (
    <SheetRow locale={locale} below={28}>
      <table role="presentation" border={0} cellPadding="0" cellSpacing="0" width="100%">
        <tbody>
          <tr>
            <td className="sunk" style={{ padding: '14px 18px', borderRadius: '6px', backgroundColor: colours.paper }}>
              <Paragraph locale={locale} as="note" ink="ink2">
                <b className="ink" style={{ color: colours.ink }}>
                  {t('letter.contentNote')}
                </b>
                {`\u2002${joinParticles(note, locale)} `}
                <MailLink href={preferencesUrl}>{t('letter.chooseTopics')}</MailLink>
              </Paragraph>
            </td>
          </tr>
        </tbody>
      </table>
    </SheetRow>
  )
}
