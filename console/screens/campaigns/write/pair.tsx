import type { ReactNode } from 'react'
import type { LetterContent, LetterContents } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import styles from './pair.module.css'

/** What a block of a letter is made of and changes. */
export type BlockProps = {
  readonly contents: LetterContents
  readonly languages: readonly Locale[]
  readonly onChange: (locale: Locale, content: LetterContent) => void
}

type PairProps = {
  readonly languages: readonly Locale[]
  /** Languages in which something is to be looked at. */
  readonly marked?: readonly Locale[]
  readonly children: (locale: Locale) => ReactNode
}

/** The languages of a part beside each other; on a phone below each other, each under its name. */
export function Pair({ languages, marked = [], children }: PairProps) {
  return (
    <div className={styles['pair']}>
      {languages.map((locale) => (
        <div key={locale} data-locale={locale} className={marked.includes(locale) ? styles['drift'] : undefined}>
          {languages.length > 1 && (
            <span aria-hidden className={`hint ${styles['name']}`} lang={locale}>
              {languageName(locale)}
            </span>
          )}
          {children(locale)}
        </div>
      ))}
    </div>
  )
}
