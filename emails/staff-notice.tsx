import type { StaffNoticeInput } from '#domain/staff-notice'
import { noticeHeading, noticeText } from './notice-words.ts'
import { joinParticles } from './parts/hangul.ts'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { Rule, Sheet, SheetRow } from './parts/sheet.tsx'
import { SystemColophon } from './parts/system-colophon.tsx'
import { SectionTitle, Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

/** The mail that tells a member of staff what planning did and found. It has no button: nobody acts from a mail. */
export function StaffNotice({ locale, letterhead, notices, privacyUrl }: StaffNoticeInput) {
  const t = wordsIn[locale]
  const organisation = letterhead.name[locale]
  return (
    <MailFrame
      locale={locale}
      subject={t('staffNotice.subject', { count: notices.length })}
      preheader={t('staffNotice.preheader')}
    >
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow>
          <Title locale={locale}>{t('staffNotice.title')}</Title>
          <Paragraph locale={locale} as="standfirst" ink="ink2" below={28}>
            {t('staffNotice.intro')}
          </Paragraph>
        </SheetRow>
        <SheetRow below={44}>
          {notices.map((notice, index) => (
            <div key={index}>
              <Rule above={index === 0 ? 0 : 20} below={20} />
              <SectionTitle locale={locale} as="figureText" below={4}>
                {noticeHeading(notice, locale)}
              </SectionTitle>
              <Paragraph locale={locale} as="figureText" ink="ink2">
                {joinParticles(noticeText(notice, locale), locale)}
              </Paragraph>
            </div>
          ))}
        </SheetRow>
      </Sheet>
      <SystemColophon
        locale={locale}
        letterhead={letterhead}
        why={t('staffNotice.why', { organisation })}
        privacyUrl={privacyUrl}
      />
    </MailFrame>
  )
}
