import { LetterRichText } from '../parts/letter-rich-text.tsx'
import { SheetRow } from '../parts/sheet.tsx'
import { plainRichText } from '../plain-rich-text.ts'
import type { LetterSection } from './section.ts'

/** Two or three sentences that say what the letter says. */
export const standfirst: LetterSection = {
  Html: ({ locale, content, outline }) => (
    <SheetRow>
      <LetterRichText
        locale={locale}
        text={content.summary}
        as="standfirst"
        ink="ink2"
        gap={28}
        sourceNumber={outline.sourceNumber}
      />
    </SheetRow>
  ),

  text: ({ content, outline }) => [plainRichText(content.summary, outline.sourceNumber)],
}
