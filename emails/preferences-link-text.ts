import type { PreferencesLinkInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail with the private link to a reader's preferences. */
export function preferencesLinkText({
  locale,
  letterhead,
  preferencesUrl,
  privacyUrl,
  expiresAt,
}: PreferencesLinkInput): string {
  const t = wordsIn[locale]
  const blocks = [
    wrapText(letterhead.name[locale]),
    `${t('preferencesLink.title')}\n${textRule}`,
    wrapText(t('preferencesLink.introText', { organisation: letterhead.name[locale] })),
    `${t('preferencesLink.button')}:\n${preferencesUrl}`,
    wrapText(t.markup('preferencesLink.expires', { b: (chunks) => chunks, moment: formatMoment(expiresAt, locale) })),
    wrapText(t('preferencesLink.keep')),
    wrapText(t('preferencesLink.notYou')),
    textRule,
    wrapText(t('preferencesLink.why')),
    `${t('privacy')}: ${privacyUrl}`,
    wrapText(t('system.promise')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
