import type { AddressChangeInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail that asks a new address. */
export function addressChangeText({
  locale,
  letterhead,
  confirmUrl,
  privacyUrl,
  expiresAt,
}: AddressChangeInput): string {
  const t = wordsIn[locale]
  const organisation = letterhead.name[locale]
  const expires = t.markup('addressChange.expires', {
    b: (chunks) => chunks,
    moment: formatMoment(expiresAt, locale),
  })
  const asked = [
    wrapText(t('addressChange.introText', { organisation })),
    `${t('addressChange.button')}:\n${confirmUrl}`,
    wrapText(expires),
    wrapText(t('addressChange.notYou')),
  ]
  const blocks = [
    wrapText(organisation),
    `${t('addressChange.title')}\n${textRule}`,
    ...(confirmUrl === null ? [wrapText(t('addressChange.taken', { organisation }))] : asked),
    textRule,
    wrapText(t('addressChange.why')),
    `${t('privacy')}: ${privacyUrl}`,
    wrapText(t('system.promise')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
