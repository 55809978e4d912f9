import type { DigestInput } from '#domain/mail-template'
import { formatDay, formatMonth } from './format-date.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of the mail of a month: everything the HTML part says, and every link it has. */
export function digestText({ locale, letterhead, month, letters, phrase, urls }: DigestInput): string {
  const t = wordsIn[locale]
  const words = { month: formatMonth(month, locale), count: letters.length }
  const blocks = [
    wrapText(letterhead.name[locale]),
    `${wrapText(t('digest.title', words))}\n${textRule}`,
    wrapText(t('digest.intro', words)),
    ...letters.map(({ title, standfirst, sentOn, url }) =>
      [
        `${wrapText(title)}\n${formatDay(sentOn, locale)}`,
        ...standfirst.map((paragraph) => wrapText(paragraph)),
        `${t('digest.read')}:\n${url}`,
      ].join('\n\n'),
    ),
    textRule,
    t('proof.title'),
    `${t('proof.phrase')}: ${phrase}\n${t('proof.place')}: ${urls.verify}`,
    wrapText(t('proof.compareWithoutCode')),
    wrapText(t('proof.promise')),
    textRule,
    wrapText(t('digest.why')),
    [
      `${t('choices.preferences')}: ${urls.preferences}`,
      `${t('choices.unsubscribe')}: ${urls.unsubscribe}`,
      `${t('choices.archive')}: ${urls.archive}`,
      `${t('privacy')}: ${urls.privacy}`,
    ].join('\n'),
    wrapText(t('choices.forward')),
    signOff(letterhead, locale),
  ]
  return `${blocks.join('\n\n')}\n`
}
