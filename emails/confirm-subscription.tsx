import type { ConfirmationInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { joinParticles } from './parts/hangul.ts'
import { LinkFallback } from './parts/link-fallback.tsx'
import { MailButton } from './parts/mail-button.tsx'
import { MailFrame } from './parts/mail-frame.tsx'
import { MailLink } from './parts/mail-link.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { Rule, Sheet, SheetRow } from './parts/sheet.tsx'
import { SystemColophon } from './parts/system-colophon.tsx'
import { Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

/**
 * The mail that asks whether a sign-up was meant. It goes to an address that a stranger may have typed, so it repeats
 * nothing from the form, names no topic, and can be left alone.
 */
export function ConfirmSubscription({
  locale,
  letterhead,
  confirmUrl,
  blockUrl,
  privacyUrl,
  expiresAt,
}: ConfirmationInput) {
  const t = wordsIn[locale]
  return (
    <MailFrame locale={locale} subject={t('confirmation.subject')} preheader={t('confirmation.preheader')}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow>
          <Title locale={locale}>{t('confirmation.title')}</Title>
          <Paragraph locale={locale} as="standfirst" ink="ink2" below={28}>
            {t('confirmation.intro', { organisation: letterhead.name[locale] })}
          </Paragraph>
          <Paragraph locale={locale} as="body" below={28}>
            {t('confirmation.action')}
          </Paragraph>
          <MailButton locale={locale} href={confirmUrl}>
            {t('confirmation.button')}
          </MailButton>
          <LinkFallback locale={locale} url={confirmUrl} />
        </SheetRow>
        <SheetRow above={36} below={44}>
          <Rule above={0} below={28} />
          <Paragraph locale={locale} as="figureText" below={10}>
            {t.rich('confirmation.expires', {
              b: (chunks) => <b>{chunks}</b>,
              moment: joinParticles(formatMoment(expiresAt, locale), locale),
            })}
          </Paragraph>
          <Paragraph locale={locale} as="figureText" ink="ink2" below={10}>
            {t('confirmation.notYou')}
          </Paragraph>
          <Paragraph locale={locale} as="figureText" ink="ink2" below={10}>
            <MailLink href={blockUrl}>{t('confirmation.block')}</MailLink>
          </Paragraph>
          <Paragraph locale={locale} as="figureText" ink="ink2">
            {t('confirmation.phrase')}
          </Paragraph>
        </SheetRow>
      </Sheet>
      <SystemColophon locale={locale} letterhead={letterhead} why={t('confirmation.why')} privacyUrl={privacyUrl} />
    </MailFrame>
  )
}
