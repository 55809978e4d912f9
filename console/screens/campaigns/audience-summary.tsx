import { useQuery } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import { locales, type Locale } from '#domain/locale'
import { wishReasons } from '#domain/reading-wish'
import { useFigures } from '../../parts/dates.ts'
import { languageName } from '../../parts/language-name.ts'
import { PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useWords } from '../../words.tsx'
import { audienceQuery } from './campaign-queries.ts'
import styles from './campaign.module.css'

type AudienceSummaryProps = {
  readonly campaignId: string
  readonly audience: AudienceRule
  readonly fallbackLocale: Locale | null
  /** The languages that the letter has. */
  readonly languages: readonly Locale[]
}

/** How many readers a letter reaches now, in which language, and who is left out and why. Never who. */
export function AudienceSummary({ campaignId, audience, fallbackLocale, languages }: AudienceSummaryProps) {
  const words = useWords()
  const figures = useFigures()
  const { data, error } = useQuery(audienceQuery(campaignId, audience))
  if (data === undefined) return <ProblemNote error={error} />
  const { byLocale, heldBack, suppressed } = data
  const isServed = (locale: Locale): boolean =>
    languages.includes(locale) || (fallbackLocale !== null && languages.includes(fallbackLocale))
  const present = locales.filter((locale) => (byLocale[locale] ?? 0) > 0)
  const unserved = present.filter((locale) => !isServed(locale))
  const reached = present.filter(isServed).reduce((sum, locale) => sum + (byLocale[locale] ?? 0), 0)
  return (
    <div aria-live="polite">
      <p className={styles['big']}>{figures(reached)}</p>
      <p className={`hint ${styles['under']}`}>{words('audience.reached', { count: reached })}</p>
      {present.filter(isServed).map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{figures(byLocale[locale] ?? 0)}</span>}>
          <span lang={locale}>{languageName(locale)}</span>
          {!languages.includes(locale) && fallbackLocale !== null && (
            <span className="hint"> {words('audience.inFallback', { language: languageName(fallbackLocale) })}</span>
          )}
        </PanelRow>
      ))}
      {unserved.map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{figures(byLocale[locale] ?? 0)}</span>}>
          {words('audience.out.language', { language: languageName(locale) })}
        </PanelRow>
      ))}
      {wishReasons.map((reason) => {
        const count = heldBack[reason] ?? 0
        return (
          count > 0 && (
            <PanelRow key={reason} aside={<span className="figures">{figures(count)}</span>}>
              {words(`audience.out.${reason}`)}
            </PanelRow>
          )
        )
      })}
      {suppressed > 0 && (
        <PanelRow aside={<span className="figures">{figures(suppressed)}</span>}>
          {words('audience.out.suppressed')}
        </PanelRow>
      )}
    </div>
  )
}
