import type { LetterInput, SlotValues } from '#domain/mail-template'
import { outlineLetter } from './outline-letter.ts'
import { Ask } from './parts/ask.tsx'
import { Colophon } from './parts/colophon.tsx'
import { ContentNote } from './parts/content-note.tsx'
import { Eyebrow } from './parts/eyebrow.tsx'
import { FigureList } from './parts/figure-list.tsx'
import { joinParticles } from './parts/hangul.ts'
import { KeyFigure } from './parts/key-figure.tsx'
import { LetterRichText } from './parts/letter-rich-text.tsx'
import { MailFrame } from './parts/mail-frame.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { ProofPanel } from './parts/proof-panel.tsx'
import { BelowSheet, Sheet, SheetRow } from './parts/sheet.tsx'
import { SourceList } from './parts/source-list.tsx'
import { Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

export type ObservanceProps = LetterInput & { readonly values: SlotValues }

/** A letter for a day of the calendar: what the day is, one key figure, the facts, one thing to do, and the sources. */
export function Observance({ values, ...input }: ObservanceProps) {
  const { locale, content, letterhead, urls, code } = input
  const t = wordsIn[locale]
  const outline = outlineLetter(input)
  return (
    <MailFrame locale={locale} subject={content.subject} preheader={content.preheader}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} webUrl={urls.web} />
        <SheetRow>
          <Eyebrow locale={locale} outline={outline} />
          <Title locale={locale}>{joinParticles(content.title, locale)}</Title>
          <LetterRichText
            locale={locale}
            text={content.summary}
            as="standfirst"
            ink="ink2"
            gap={28}
            sourceNumber={outline.sourceNumber}
          />
        </SheetRow>
        {content.contentNote === null ? null : (
          <ContentNote locale={locale} note={content.contentNote} preferencesUrl={values.preferencesUrl} />
        )}
        <SheetRow below={20}>
          <Paragraph locale={locale} as="body" below={16}>
            {values.greeting}
          </Paragraph>
          <LetterRichText locale={locale} text={content.body} as="body" gap={16} sourceNumber={outline.sourceNumber} />
        </SheetRow>
        {content.keyFigure === null ? null : (
          <KeyFigure locale={locale} keyFigure={content.keyFigure} outline={outline} />
        )}
        <FigureList locale={locale} figures={content.figures} outline={outline} />
        {content.ask === null ? null : <Ask locale={locale} ask={content.ask} />}
        <SourceList locale={locale} outline={outline} webUrl={urls.web} />
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
