import { sayQualifier } from '#domain/fact-qualifier'
import type { Locale } from '#domain/locale'
import type { Source } from '#domain/source-list'
import { foreignLanguage, joinParticles } from '../parts/hangul.ts'
import { MailLink } from '../parts/mail-link.tsx'
import { Paragraph } from '../parts/paragraph.tsx'
import { Rule, SheetRow } from '../parts/sheet.tsx'
import { Table } from '../parts/table.tsx'
import { SectionTitle } from '../parts/title.tsx'
import { letterWordsIn, wordsIn } from '../words.ts'
import { textRule, wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

/** Where every figure comes from and when it held, and where corrections are printed. */
export const sources: LetterSection = {
  Html: ({ locale, urls, outline }) => {
    const t = wordsIn[locale]
    return (
      <SheetRow above={48} below={44}>
        <Rule above={0} below={28} />
        {outline.sources.length === 0 ? null : (
          <>
            <SectionTitle locale={locale} as="smallHeading" below={14}>
              {t('letter.sources')}
            </SectionTitle>
            <Table className="small">
              {outline.sources.map((source) => (
                <tr key={source.number}>
                  <td className="ink3" width="26" valign="top">
                    {source.number}
                  </td>
                  <td className="ink2" style={{ paddingBottom: '10px' }}>
                    <SourceEntry locale={locale} source={source} />
                  </td>
                </tr>
              ))}
            </Table>
          </>
        )}
        <Paragraph locale={locale} as="small" ink="ink3">
          {t.rich('letter.corrections', { web: (chunks) => <MailLink href={urls.web}>{chunks}</MailLink> })}
        </Paragraph>
      </SheetRow>
    )
  },

  text: ({ locale, outline }) => {
    const t = wordsIn[locale]
    const listed = outline.sources.map((source) => plainSource(source, locale))
    return [
      textRule,
      ...(listed.length === 0 ? [] : [t('letter.sources'), ...listed]),
      wrapText(t.markup('letter.corrections', { web: (chunks) => chunks })),
    ]
  },
}

function SourceEntry({ locale, source }: { readonly locale: Locale; readonly source: Source }) {
  const t = wordsIn[locale]
  const { publisher, author, title, url, dates } = source
  return (
    <>
      <span lang={foreignLanguage(publisher, locale)}>{`${publisher}.`}</span>
      {author === null ? null : (
        <span lang={foreignLanguage(author, locale)}>{` ${author}${title === null ? '.' : ','}`}</span>
      )}
      {title === null ? null : (
        <>
          {' '}
          <SourceTitle locale={locale} title={t('letter.title', { title })} url={url} />.
        </>
      )}
      {` ${joinParticles([`${dates}.`, ...remarksOf(source, locale)].join(' '), locale)}`}
    </>
  )
}

function SourceTitle({
  locale,
  title,
  url,
}: {
  readonly locale: Locale
  readonly title: string
  readonly url: string | null
}) {
  const lang = foreignLanguage(title, locale)
  if (url === null) return <span lang={lang}>{title}</span>
  return (
    <MailLink href={url} lang={lang}>
      {title}
    </MailLink>
  )
}

function plainSource(source: Source, locale: Locale): string {
  const t = wordsIn[locale]
  const { number, publisher, author, title, url, dates } = source
  const mark = `[${number}] `
  const rest = ' '.repeat(mark.length)
  const named =
    title === null
      ? author
      : author === null
        ? t('letter.title', { title })
        : t('letter.authorAndTitle', { author, title })
  const sentences = [publisher, named, dates].filter((part) => part !== null).map((part) => `${part}.`)
  const entry = [...sentences, ...remarksOf(source, locale)].join(' ')
  return `${wrapText(entry, { first: mark, rest })}${url === null ? '' : `\n${rest}${url}`}`
}

// What a reader should know of the figures that come from here.
function remarksOf({ conflicting, qualified }: Source, locale: Locale): string[] {
  const qualifications = qualified.map(({ qualifier, dates }) =>
    letterWordsIn[locale]('qualifier.inSources', { dates, qualifier: sayQualifier(qualifier, letterWordsIn[locale]) }),
  )
  return [
    ...qualifications,
    ...(conflicting === null ? [] : [wordsIn[locale]('letter.conflict', { dates: conflicting })]),
  ]
}
