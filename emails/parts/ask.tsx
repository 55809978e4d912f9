import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { joinParticles } from './hangul.ts'
import { MailButton } from './mail-button.tsx'
import { Paragraph } from './paragraph.tsx'
import { Rule, SheetRow } from './sheet.tsx'
import { SectionTitle } from './title.tsx'

type AskProps = { readonly locale: Locale; readonly ask: NonNullable<LetterContent['ask']> }

/** The one thing a letter asks for, with its one button. */
export function Ask({ locale, ask: { heading, text, label, url } }: AskProps) {
  return (
    <SheetRow above={44}>
      <Rule above={0} below={40} />
      <SectionTitle locale={locale} as="ask" below={12}>
        {joinParticles(heading, locale)}
      </SectionTitle>
      <Paragraph locale={locale} as="body" below={24}>
        {joinParticles(text, locale)}
      </Paragraph>
      <MailButton locale={locale} href={url}>
        {label}
      </MailButton>
    </SheetRow>
  )
}
