import type { Locale } from '#domain/locale'
import type { Source } from '#domain/source-list'
import type { LetterOutline } from '../outline-letter.ts'
import { wordsIn } from '../words.ts'
import { foreignLanguage, joinParticles } from './hangul.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SectionTitle } from './title.tsx'
import { Rule, SheetRow } from './sheet.tsx'
import { Table } from './table.tsx'

type SourceListProps = { readonly locale: Locale; readonly outline: LetterOutline; readonly webUrl: string }

/** Where every figure comes from and when it held, and where corrections are printed. */
export function SourceList({ locale, outline, webUrl }: SourceListProps) {
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
        {t.rich('letter.corrections', { web: (chunks) => <MailLink href={webUrl}>{chunks}</MailLink> })}
      </Paragraph>
    </SheetRow>
  )
}

function SourceEntry({ locale, source }: { readonly locale: Locale; readonly source: Source }) {
  const t = wordsIn[locale]
  const { publisher, author, title, url, dates, conflicting } = source
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
      {` ${joinParticles(dates, locale)}.`}
      {conflicting === null ? null : ` ${joinParticles(t('letter.conflict', { dates: conflicting }), locale)}`}
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
