import { joinParticles } from '../parts/hangul.ts'
import { MailLink } from '../parts/mail-link.tsx'
import { Paragraph } from '../parts/paragraph.tsx'
import { SheetRow } from '../parts/sheet.tsx'
import { colours } from '../parts/style.ts'
import { Table } from '../parts/table.tsx'
import { wordsIn } from '../words.ts'
import { wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

/** A warning of hard subjects before the letter begins, and the way to get fewer of them. */
export const contentNote: LetterSection = {
  Html: ({ locale, content, values }) => {
    if (content.contentNote === null) return null
    const t = wordsIn[locale]
    return (
      <SheetRow below={28}>
        <Table>
          <tr>
            <td className="sunk" style={{ padding: '14px 18px', borderRadius: '6px', backgroundColor: colours.paper }}>
              <Paragraph locale={locale} as="note" ink="ink2">
                <b className="ink">{t('letter.contentNote')}</b>
                {`\u2002${joinParticles(content.contentNote, locale)} `}
                <MailLink href={values.preferencesUrl}>{t('letter.chooseTopics')}</MailLink>
              </Paragraph>
            </td>
          </tr>
        </Table>
      </SheetRow>
    )
  },

  text: ({ locale, content, values }) => {
    if (content.contentNote === null) return []
    const t = wordsIn[locale]
    return [
      `${wrapText(`${t('letter.contentNote')}: ${content.contentNote}`)}\n${t('letter.chooseTopics')}: ${values.preferencesUrl}`,
    ]
  },
}
