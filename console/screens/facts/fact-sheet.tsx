import { useLocale } from 'use-intl'
import { useFigures } from '../../parts/dates.ts'
import { useWords } from '../../words.tsx'
import type { StatedFact } from './facts-queries.ts'
import styles from './facts.module.css'

/** What a fact says, when it held and who said it: never one without the others. */
export function FactSheet({ fact, isOurs = false }: { readonly fact: StatedFact; readonly isOurs?: boolean }) {
  const words = useWords()
  const locale = useLocale()
  const figures = useFigures()
  const { id, statement, value, unit, asOfLabel, publisher, author, sourceTitle, sourceUrl, certainty } = fact
  return (
    <div className={`${styles['side']} ${isOurs ? styles['ours'] : ''}`}>
      <p className="hint">
        <code>{id}</code> · {words(`facts.certainty.${certainty}`)}
      </p>
      {value !== null && (
        <p className={styles['value']}>
          {/^\d+$/.test(value) ? figures(Number(value)) : value} {unit?.[locale]}
        </p>
      )}
      <p>{statement[locale]}</p>
      <p className={`hint ${styles['source']}`}>
        {asOfLabel[locale]} · {[publisher, author].filter((name) => name !== null).join(', ')}
        {sourceUrl !== null && (
          <>
            {' · '}
            <a href={sourceUrl} target="_blank" rel="noreferrer">
              {sourceTitle ?? words('facts.source')}
            </a>
          </>
        )}
      </p>
    </div>
  )
}

/** What somebody should look at before a fact is printed. */
export function ConcernChips({ concerns }: Pick<StatedFact, 'concerns'>) {
  const words = useWords()
  if (concerns.length === 0) return null
  return (
    <span className={styles['chips']}>
      {concerns.map((concern) => (
        <span key={concern} className={styles['chip']}>
          {words(`facts.concern.${concern}`)}
        </span>
      ))}
    </span>
  )
}
