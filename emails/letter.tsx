import type { LetterInput, SlotValues } from '#domain/mail-template'
import { letterPlan } from './letter-plan.ts'
import { outlineLetter } from './outline-letter.ts'
import { ListFoot } from './parts/list-foot.tsx'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Sheet } from './parts/sheet.tsx'

/** The HTML part of a letter of any kind: its sections on the sheet, and below it how to tell that it is genuine. */
export function Letter(letter: LetterInput & { readonly values: SlotValues }) {
  const { kind, locale, content, letterhead, urls, code, values } = letter
  const outline = outlineLetter(letter)
  return (
    <MailFrame locale={locale} subject={content.subject} preheader={content.preheader}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} webUrl={urls.web} />
        {letterPlan[kind].map(({ Html }, index) => (
          <Html key={index} {...letter} outline={outline} />
        ))}
      </Sheet>
      <ListFoot
        locale={locale}
        letterhead={letterhead}
        why={outline.why}
        code={code}
        phrase={values.phrase}
        urls={{ ...urls, preferences: values.preferencesUrl, unsubscribe: values.unsubscribeUrl }}
      />
    </MailFrame>
  )
}
