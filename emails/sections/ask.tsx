import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { joinParticles } from '../parts/hangul.ts'
import { MailButton } from '../parts/mail-button.tsx'
import { MailLink } from '../parts/mail-link.tsx'
import { Paragraph } from '../parts/paragraph.tsx'
import { Rule, SheetRow } from '../parts/sheet.tsx'
import { colours, space } from '../parts/style.ts'
import { SectionTitle } from '../parts/title.tsx'
import { textRule, wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

/** The one thing a letter asks for, after a rule, with its one button. */
export const ask: LetterSection = {
  Html: ({ locale, content, outline }) =>
    content.ask === null ? null : (
      <SheetRow above={44}>
        <Rule above={0} below={40} />
        <AskWords locale={locale} ask={content.ask} hasButton={!outline.panels.event?.button} />
      </SheetRow>
    ),

  text: ({ content }) => (content.ask === null ? [] : [textRule, ...askBlocks(content.ask)]),
}

/** The ask of a letter that is about nothing else: a band across the sheet. */
export const loudAsk: LetterSection = {
  Html: ({ locale, content }) =>
    content.ask === null ? null : (
      <tr>
        <td className="tint pad" style={{ padding: space(36, 40, 36), backgroundColor: colours.tint }}>
          <AskWords locale={locale} ask={content.ask} hasButton />
        </td>
      </tr>
    ),

  text: ({ content }) => (content.ask === null ? [] : [textRule, ...askBlocks(content.ask), textRule]),
}

type AskProps = {
  readonly locale: Locale
  readonly ask: NonNullable<LetterContent['ask']>
  /** A letter has one button; where an event has it, the ask has a link. */
  readonly hasButton: boolean
}

function AskWords({ locale, ask: { heading, text, label, url }, hasButton }: AskProps) {
  return (
    <>
      <SectionTitle locale={locale} as="ask" below={12}>
        {joinParticles(heading, locale)}
      </SectionTitle>
      <Paragraph locale={locale} as="body" below={24}>
        {joinParticles(text, locale)}
      </Paragraph>
      {hasButton ? (
        <MailButton locale={locale} href={url}>
          {label}
        </MailButton>
      ) : (
        <Paragraph locale={locale} as="choice">
          <MailLink href={url}>{label}</MailLink>
        </Paragraph>
      )}
    </>
  )
}

function askBlocks({ heading, text, label, url }: NonNullable<LetterContent['ask']>): string[] {
  return [wrapText(heading), wrapText(text), `${wrapText(`${label}:`)} ${url}`]
}
