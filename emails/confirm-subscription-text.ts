import type { ConfirmationInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail that asks whether a sign-up was meant. */
export function confirmSubscriptionText({
  locale,
  letterhead,
  confirmUrl,
  blockUrl,
  privacyUrl,
  expiresAt,
}: ConfirmationInput): string {
  const t = wordsIn[locale]
  const blocks = [
    wrapText(letterhead.name[locale]),
    `${t('confirmation.title')}\n${textRule}`,
    wrapText(t('confirmation.intro', { organisation: letterhead.name[locale] })),
    wrapText(t('confirmation.actionText')),
    `${t('confirmation.button')}:\n${confirmUrl}`,
    wrapText(t.markup('confirmation.expires', { b: (chunks) => chunks, moment: formatMoment(expiresAt, locale) })),
    wrapText(t('confirmation.notYou')),
    `${t('confirmation.block')}:\n${blockUrl}`,
    wrapText(t('confirmation.phrase')),
    textRule,
    wrapText(t('confirmation.why')),
    `${t('privacy')}: ${privacyUrl}`,
    wrapText(t('system.promise')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
