import type { LetterContents } from '#domain/letter'
import { changedParts } from '#domain/translation'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import { DiffText } from './diff-text.tsx'
import { partText } from './part-text.ts'
import styles from './changes.module.css'

/** What became of the words between two versions, part by part. */
export function Changes({ before, after }: { readonly before: LetterContents; readonly after: LetterContents }) {
  const words = useWords()
  const parts = changedParts(before, after).filter(
    ({ locale, part }) => partText(before[locale], part) !== partText(after[locale], part),
  )
  if (parts.length === 0) return <p className="hint">{words('history.nothing')}</p>
  return (
    <dl className={styles['changes']}>
      {parts.map(({ locale, part }) => (
        <div key={`${locale} ${part}`}>
          <dt className="hint">
            {words('write.partIn', { part: words(`part.${part}`), language: languageName(locale) })}
          </dt>
          <dd>
            <DiffText lang={locale} before={partText(before[locale], part)} after={partText(after[locale], part)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
