import { LetterRichText } from '../parts/letter-rich-text.tsx'
import { Paragraph } from '../parts/paragraph.tsx'
import { SheetRow } from '../parts/sheet.tsx'
import { paragraphGap } from '../parts/style.ts'
import { plainRichText } from '../plain-rich-text.ts'
import type { LetterSection } from './section.ts'

/** The salutation and the text. */
export const words: LetterSection = {
  Html: ({ locale, content, values, outline }) => (
    <SheetRow below={20}>
      <Paragraph locale={locale} as="body" below={paragraphGap}>
        {values.greeting}
      </Paragraph>
      <LetterRichText
        locale={locale}
        text={content.body}
        as="body"
        gap={paragraphGap}
        sourceNumber={outline.sourceNumber}
      />
    </SheetRow>
  ),

  text: ({ content, values, outline }) => [values.greeting, plainRichText(content.body, outline.sourceNumber)],
}
