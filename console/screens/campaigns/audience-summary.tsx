import { useQuery } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import { locales, type Locale } from '#domain/locale'
import { wishReasons } from '#domain/reading-wish'
import type { ToldCount } from '#domain/small-counts'
import { languageName } from '../../parts/language-name.ts'
import { PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useTold, useToldNote } from '../../parts/told.ts'
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
  const tell = useTold()
  const note = useToldNote()
  const { data, error } = useQuery(audienceQuery(campaignId, audience))
  if (data === undefined) return <ProblemNote error={error} />
  const { total, byLocale, heldBack, suppressed } = data
  const isServed = (locale: Locale): boolean =>
    languages.includes(locale) || (fallbackLocale !== null && languages.includes(fallbackLocale))
  const present = locales.filter((locale) => isAny(byLocale[locale]))
  const [served, unserved] = [present.filter(isServed), present.filter((locale) => !isServed(locale))]
  const reached = unserved.length === 0 ? total : addUp(served.map((locale) => byLocale[locale] ?? null))
  return (
    <div aria-live="polite">
      <p className={styles['big']}>{tell(reached)}</p>
      <p className={`hint ${styles['under']}`}>{words('audience.reached')}</p>
      {served.map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{tell(byLocale[locale] ?? null)}</span>}>
          <span lang={locale}>{languageName(locale)}</span>
          {!languages.includes(locale) && fallbackLocale !== null && (
            <span className="hint"> {words('audience.inFallback', { language: languageName(fallbackLocale) })}</span>
          )}
        </PanelRow>
      ))}
      {unserved.map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{tell(byLocale[locale] ?? null)}</span>}>
          {words('audience.out.language', { language: languageName(locale) })}
        </PanelRow>
      ))}
      {wishReasons.map((reason) => {
        const count = heldBack[reason]
        return (
          isAny(count) && (
            <PanelRow key={reason} aside={<span className="figures">{tell(count ?? null)}</span>}>
              {words(`audience.out.${reason}`)}
            </PanelRow>
          )
        )
      })}
      {isAny(suppressed) && (
        <PanelRow aside={<span className="figures">{tell(suppressed)}</span>}>
          {words('audience.out.suppressed')}
        </PanelRow>
      )}
      <p className="hint">{note}</p>
    </div>
  )
}

/** Whether there is anybody: few are, though nobody says how many. */
function isAny(count: ToldCount | undefined): boolean {
  return count !== undefined && count !== 0
}

function addUp(counts: readonly ToldCount[]): ToldCount {
  const known = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return known === 0 && counts.includes(null) ? null : known
}
