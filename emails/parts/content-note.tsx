import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { joinParticles } from './hangul.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { Table } from './table.tsx'
import { colours } from './style.ts'

type ContentNoteProps = { readonly locale: Locale; readonly note: string; readonly preferencesUrl: string }

/** A warning of hard subjects before the letter begins, and the way to get fewer of them. */
export function ContentNote({ locale, note, preferencesUrl }: ContentNoteProps) {
  const t = wordsIn[locale]
  return (
    <SheetRow below={28}>
      <Table>
        <tr>
          <td className="sunk" style={{ padding: '14px 18px', borderRadius: '6px', backgroundColor: colours.paper }}>
            <Paragraph locale={locale} as="note" ink="ink2">
              <b className="ink">{t('letter.contentNote')}</b>
              {`\u2002${joinParticles(note, locale)} `}
              <MailLink href={preferencesUrl}>{t('letter.chooseTopics')}</MailLink>
            </Paragraph>
          </td>
        </tr>
      </Table>
    </SheetRow>
  )
}
