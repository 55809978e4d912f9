import type { DigestInput } from '#domain/mail-template'
import { formatDay, formatMonth } from './format-date.ts'
import { ListFoot } from './parts/list-foot.tsx'
import { joinParticles } from './parts/hangul.ts'
import { MailFrame } from './parts/mail-frame.tsx'
import { MailLink } from './parts/mail-link.tsx'
import { Masthead } from './parts/masthead.tsx'
import { Paragraph } from './parts/paragraph.tsx'
import { Rule, Sheet, SheetRow } from './parts/sheet.tsx'
import { SectionTitle, Title } from './parts/title.tsx'
import { wordsIn } from './words.ts'

/** The one mail of a month to a reader who wants no single letters: what was sent, and where it stands. */
export function Digest({ locale, letterhead, month, letters, phrase, urls }: DigestInput) {
  const t = wordsIn[locale]
  const words = { month: formatMonth(month, locale), count: letters.length }
  return (
    <MailFrame locale={locale} subject={t('digest.subject', words)} preheader={t('digest.preheader', words)}>
      <Sheet>
        <Masthead locale={locale} letterhead={letterhead} />
        <SheetRow>
          <Title locale={locale}>{t('digest.title', words)}</Title>
          <Paragraph locale={locale} as="standfirst" ink="ink2" below={12}>
            {t('digest.intro', words)}
          </Paragraph>
        </SheetRow>
        {letters.map(({ locale: lang, title, standfirst, sentOn, url }) => (
          <SheetRow key={url} above={16}>
            <Rule above={0} below={24} />
            <Paragraph locale={locale} as="eyebrow" ink="ink3" below={6}>
              {formatDay(sentOn, locale)}
            </Paragraph>
            <div lang={lang === locale ? undefined : lang}>
              <SectionTitle locale={lang} as="subheading" below={8}>
                {joinParticles(title, lang)}
              </SectionTitle>
              {standfirst.map((paragraph, index) => (
                <Paragraph key={index} locale={lang} as="body" ink="ink2" below={10}>
                  {joinParticles(paragraph, lang)}
                </Paragraph>
              ))}
            </div>
            <Paragraph locale={locale} as="body" below={8}>
              <MailLink href={url}>{t('digest.read')}</MailLink>
            </Paragraph>
          </SheetRow>
        ))}
        <SheetRow below={36}>{null}</SheetRow>
      </Sheet>
      <ListFoot locale={locale} letterhead={letterhead} why={t('digest.why')} code={null} phrase={phrase} urls={urls} />
    </MailFrame>
  )
}
