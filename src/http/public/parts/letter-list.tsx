import { locales, type Locale, type Localised } from '#domain/locale'
import { formatShortDay } from '../dates.ts'
import type { Visit } from '../visit.ts'

export type LetterSummary = {
  readonly slug: string
  readonly sentAt: Temporal.ZonedDateTime
  readonly titles: Partial<Localised>
}

/** A letter's title in the reader's language; else in one that it has, and which. */
export function titleFor({ titles }: Pick<LetterSummary, 'titles'>, locale: Locale): { text: string; locale: Locale } {
  const found = [locale, ...locales].find((candidate) => titles[candidate] !== undefined) ?? locale
  return { text: titles[found] ?? '', locale: found }
}

/** Letters that were sent, as links, with their day and languages. */
export function LetterList({ visit, letters }: { visit: Visit; letters: readonly LetterSummary[] }) {
  const { words, locale, link } = visit
  return (
    <ol class="letter-list">
      {letters.map((letter) => {
        const day = letter.sentAt.toPlainDate()
        const title = titleFor(letter, locale)
        return (
          <li>
            <a href={link(`/letters/${letter.slug}`)}>
              <time datetime={day.toString()}>{formatShortDay(day, locale)}</time>
              <span class="letter-title" lang={title.locale}>
                {title.text}
              </span>
              <span class="letter-languages">{languagesOf(letter, words)}</span>
            </a>
          </li>
        )
      })}
    </ol>
  )
}

/** The languages of a letter, by their names. */
export function languagesOf({ titles }: LetterSummary, words: Visit['words']): string {
  if (titles.ko === undefined) return words.page('letters.onlyEnglish')
  return words.page(titles.en === undefined ? 'letters.onlyKorean' : 'letters.languages')
}
