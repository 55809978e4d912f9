import type { AddressChangeInput } from '#domain/mail-template'
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

/**
 * Asks a new address whether letters shall go there. Where its reader has a subscription already, it says so and asks
 * nothing: only they may know.
 */
export function AddressChange({ locale, letterhead, confirmUrl, privacyUrl, expiresAt }: AddressChangeInput) {
  const t = wordsIn[locale]
  const organisation = letterhead.name[locale]
  return (
    <MailFrame locale={locale} subject={t('addressChange.subject')} preheader={t('addressChange.preheader')}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow below={confirmUrl === null ? 44 : 0}>
          <Title locale={locale}>{t('addressChange.title')}</Title>
          {confirmUrl === null ? (
            <Paragraph locale={locale} as="standfirst" ink="ink2">
              {t('addressChange.taken', { organisation })}
            </Paragraph>
          ) : (
            <>
              <Paragraph locale={locale} as="standfirst" ink="ink2" below={28}>
                {t('addressChange.intro', { organisation })}
              </Paragraph>
              <MailButton locale={locale} href={confirmUrl}>
                {t('addressChange.button')}
              </MailButton>
              <LinkFallback locale={locale} url={confirmUrl} />
            </>
          )}
        </SheetRow>
        {confirmUrl === null ? null : (
          <SheetRow above={36} below={44}>
            <Rule above={0} below={28} />
            <Paragraph locale={locale} as="figureText" below={10}>
              {t.rich('addressChange.expires', {
                b: (chunks) => <b>{chunks}</b>,
                moment: joinParticles(formatMoment(expiresAt, locale), locale),
              })}
            </Paragraph>
            <Paragraph locale={locale} as="figureText" ink="ink2">
              {t('addressChange.notYou')}
            </Paragraph>
          </SheetRow>
        )}
      </Sheet>
      <SystemColophon locale={locale} letterhead={letterhead} why={t('addressChange.why')} privacyUrl={privacyUrl} />
    </MailFrame>
  )
}
