import type { LetterInput, SlotValues } from '#domain/mail-template'
import { letterPlan } from './letter-plan.ts'
import { outlineLetter } from './outline-letter.ts'
import { Colophon } from './parts/colophon.tsx'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { ProofPanel } from './parts/proof-panel.tsx'
import { BelowSheet, Sheet } from './parts/sheet.tsx'
import { wordsIn } from './words.ts'

/** The HTML part of a letter of any kind: its sections on the sheet, and below it how to tell that it is genuine. */
export function Letter(letter: LetterInput & { readonly values: SlotValues }) {
  const { kind, locale, content, letterhead, urls, code, values } = letter
  const t = wordsIn[locale]
  const outline = outlineLetter(letter)
  return (
    <MailFrame locale={locale} subject={content.subject} preheader={content.preheader}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} webUrl={urls.web} />
        {letterPlan[kind].map(({ Html }, index) => (
          <Html key={index} {...letter} outline={outline} />
        ))}
      </Sheet>
      <BelowSheet>
        <ProofPanel locale={locale} code={code} phrase={values.phrase} verifyUrl={urls.verify} />
        <Colophon
          locale={locale}
          letterhead={letterhead}
          why={outline.why}
          choices={[
            { label: t('choices.preferences'), url: values.preferencesUrl },
            { label: t('choices.unsubscribe'), url: values.unsubscribeUrl },
            { label: t('choices.archive'), url: urls.archive },
            { label: t('privacy'), url: urls.privacy },
          ]}
        >
          <Paragraph locale={locale} as="small" ink="ink2" above={12}>
            {t('choices.forward')}
          </Paragraph>
        </Colophon>
      </BelowSheet>
    </MailFrame>
  )
}
