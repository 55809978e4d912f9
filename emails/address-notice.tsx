import type { AddressNoticeInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { joinParticles } from './parts/hangul.ts'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { Sheet, SheetRow } from './parts/sheet.tsx'
import { SystemColophon } from './parts/system-colophon.tsx'
import { Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

/** Tells the address that was left that letters go elsewhere. It does not say where. */
export function AddressNotice({ locale, letterhead, privacyUrl, changedAt }: AddressNoticeInput) {
  const t = wordsIn[locale]
  return (
    <MailFrame locale={locale} subject={t('addressNotice.subject')} preheader={t('addressNotice.preheader')}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow below={44}>
          <Title locale={locale}>{t('addressNotice.title')}</Title>
          <Paragraph locale={locale} as="standfirst" ink="ink2" below={16}>
            {t('addressNotice.intro', {
              organisation: letterhead.name[locale],
              moment: joinParticles(formatMoment(changedAt, locale), locale),
            })}
          </Paragraph>
          <Paragraph locale={locale} as="body">
            {t('addressNotice.notYou')}
          </Paragraph>
        </SheetRow>
      </Sheet>
      <SystemColophon locale={locale} letterhead={letterhead} why={t('addressNotice.why')} privacyUrl={privacyUrl} />
    </MailFrame>
  )
}
