import type { AddressNoticeInput } from '#domain/mail-template'
import { formatMoment } from './format-date.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail to the address that was left. */
export function addressNoticeText({ locale, letterhead, privacyUrl, changedAt }: AddressNoticeInput): string {
  const t = wordsIn[locale]
  const organisation = letterhead.name[locale]
  const blocks = [
    wrapText(organisation),
    `${t('addressNotice.title')}\n${textRule}`,
    wrapText(t('addressNotice.intro', { organisation, moment: formatMoment(changedAt, locale) })),
    wrapText(t('addressNotice.notYou')),
    textRule,
    wrapText(t('addressNotice.why')),
    `${t('privacy')}: ${privacyUrl}`,
    wrapText(t('system.promise')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
