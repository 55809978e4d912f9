import { letterPlan } from './letter-plan.ts'
import type { SectionInput } from './sections/section.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textRule, wrapText } from './wrap-text.ts'

/** The text part of a letter of any kind: everything the HTML part says, and every link it has. */
export function letterText(input: SectionInput): string {
  const { kind, locale, letterhead, urls, code, values, outline } = input
  const t = wordsIn[locale]
  const blocks = [
    `${wrapText(letterhead.name[locale])}\n${t('letter.web')}: ${urls.web}`,
    ...letterPlan[kind].flatMap(({ text }) => text(input)),
    textRule,
    t('proof.title'),
    [
      `${t('proof.code')}: ${code}`,
      `${t('proof.phrase')}: ${values.phrase}`,
      `${t('proof.place')}: ${urls.verify}`,
    ].join('\n'),
    wrapText(t('proof.compare')),
    wrapText(t('proof.promise')),
    textRule,
    wrapText(outline.why),
    [
      `${t('choices.preferences')}: ${values.preferencesUrl}`,
      `${t('choices.unsubscribe')}: ${values.unsubscribeUrl}`,
      `${t('choices.archive')}: ${urls.archive}`,
      `${t('privacy')}: ${urls.privacy}`,
    ].join('\n'),
    wrapText(t('choices.forward')),
    signOff(letterhead, locale),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}
