import type { StaffNoticeInput } from '#domain/staff-notice'
import { noticeHeading, noticeText } from './notice-words.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail with notices for staff. */
export function staffNoticeText({ locale, letterhead, notices, privacyUrl }: StaffNoticeInput): string {
  const t = wordsIn[locale]
  const organisation = letterhead.name[locale]
  const blocks = [
    wrapText(organisation),
    `${t('staffNotice.title')}\n${textRule}`,
    wrapText(t('staffNotice.intro')),
    ...notices.map((notice) => `${wrapText(noticeHeading(notice, locale))}\n${wrapText(noticeText(notice, locale))}`),
    textRule,
    wrapText(t('staffNotice.why', { organisation })),
    `${t('privacy')}: ${privacyUrl}`,
    wrapText(t('system.promise')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
