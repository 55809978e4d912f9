import type { PreferencesLinkInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { joinParticles } from './parts/hangul.ts'
import { LinkFallback } from './parts/link-fallback.tsx'
import { MailButton } from './parts/mail-button.tsx'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { Rule, Sheet, SheetRow } from './parts/sheet.tsx'
import { SystemColophon } from './parts/system-colophon.tsx'
import { Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

/** The mail with the private link to a reader's preferences, sent on request to the address on file. */
export function PreferencesLink({ locale, letterhead, preferencesUrl, privacyUrl, expiresAt }: PreferencesLinkInput) {
  const t = wordsIn[locale]
  return (
    <MailFrame locale={locale} subject={t('preferencesLink.subject')} preheader={t('preferencesLink.preheader')}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow>
          <Title locale={locale}>{t('preferencesLink.title')}</Title>
          <Paragraph locale={locale} as="standfirst" ink="ink2" below={28}>
            {t('preferencesLink.intro', { organisation: letterhead.name[locale] })}
          </Paragraph>
          <MailButton locale={locale} href={preferencesUrl}>
            {t('preferencesLink.button')}
          </MailButton>
          <LinkFallback locale={locale} url={preferencesUrl} />
        </SheetRow>
        <SheetRow above={36} below={44}>
          <Rule above={0} below={28} />
          <Paragraph locale={locale} as="figureText" below={10}>
            {t.rich('preferencesLink.expires', {
              b: (chunks) => <b>{chunks}</b>,
              moment: joinParticles(formatMoment(expiresAt, locale), locale),
            })}
          </Paragraph>
          <Paragraph locale={locale} as="figureText" ink="ink2" below={10}>
            {t('preferencesLink.keep')}
          </Paragraph>
          <Paragraph locale={locale} as="figureText" ink="ink2">
            {t('preferencesLink.notYou')}
          </Paragraph>
        </SheetRow>
      </Sheet>
      <SystemColophon locale={locale} letterhead={letterhead} why={t('preferencesLink.why')} privacyUrl={privacyUrl} />
    </MailFrame>
  )
}
