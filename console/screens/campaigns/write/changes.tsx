import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import { DiffText } from './diff-text.tsx'
import { differingParts, type Draft } from './draft.ts'
import { partText } from './part-text.ts'
import styles from './write.module.css'

/** What became of the words between two drafts, part by part. */
export function Changes({ before, after }: { readonly before: Draft; readonly after: Draft }) {
  const words = useWords()
  const parts = differingParts(before, after).filter(
    ({ locale, part }) => partText(before.contents[locale], part) !== partText(after.contents[locale], part),
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
            <DiffText
              lang={locale}
              before={partText(before.contents[locale], part)}
              after={partText(after.contents[locale], part)}
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}
