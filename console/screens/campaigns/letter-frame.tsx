import { useQuery } from '@tanstack/react-query'
import type { Locale } from '#domain/locale'
import { languageName } from '../../parts/language-name.ts'
import { Later } from '../../parts/later.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useWords } from '../../words.tsx'
import { letterQuery } from './campaign-queries.ts'
import styles from './campaign.module.css'

/** What a letter is looked at as. */
export type LetterView = 'phone' | 'desktop' | 'text'

type LetterFrameProps = {
  readonly campaignId: string
  /** Of which revision, so that a new one is shown at once. */
  readonly revision: number
  readonly locale: Locale
  readonly view: LetterView
  readonly isDark?: boolean
  /** Whether the reader is greeted by a name. */
  readonly isNamed?: boolean
}

/**
 * The letter as a reader gets it, rendered by what renders the mail. It is shown by its own address, whose policy lets it
 * run, load and send nothing, in a frame that gives it no rights either.
 */
export function LetterFrame({ campaignId, revision, locale, view, isDark = false, isNamed = false }: LetterFrameProps) {
  const words = useWords()
  const { data, error } = useQuery(letterQuery(campaignId, revision, locale, isNamed))
  const frame = `${styles['letterFrame']} ${styles[view]}`
  if (data === undefined) return error === null ? <div className={frame} /> : <ProblemNote error={error} />
  const title = words('preview.frame', { language: languageName(locale) })
  if (view === 'text')
    return (
      // Long lines can be wider than the panel, and who has no mouse scrolls them with the keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre lang={locale} className={styles['letterText']} tabIndex={0} aria-label={title}>
        {data.text}
      </pre>
    )
  const address = `/api/campaigns/${campaignId}/preview?locale=${locale}&format=html&reader=${isNamed ? 'named' : 'unnamed'}&revision=${revision}`
  return (
    // Browsers take as long to make a frame as to show all the rest of a screen, and it is empty at first in any case.
    <Later until={<div className={frame} />}>
      <iframe
        title={title}
        src={address}
        sandbox=""
        className={frame}
        // What a letter asks for, `prefers-color-scheme`, follows the frame that it stands in.
        style={{ colorScheme: isDark ? 'dark' : 'light' }}
      />
    </Later>
  )
}
