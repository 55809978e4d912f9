import type { ReactNode } from 'react'
import type { LetterContent, LetterContents } from '#domain/letter'
import type { Locale } from '#domain/locale'
import styles from './write.module.css'

/** What a block of a letter is made of and changes. */
export type BlockProps = {
  readonly contents: LetterContents
  readonly languages: readonly Locale[]
  readonly onChange: (locale: Locale, content: LetterContent) => void
}

type PairProps = {
  readonly languages: readonly Locale[]
  readonly drifted?: readonly Locale[]
  readonly children: (locale: Locale) => ReactNode
}

/** The languages of a part beside each other; on a phone below each other. */
export function Pair({ languages, drifted = [], children }: PairProps) {
  return (
    <div className={styles['two']}>
      {languages.map((locale) => (
        <div key={locale} className={drifted.includes(locale) ? styles['drift'] : undefined}>
          {children(locale)}
        </div>
      ))}
    </div>
  )
}
