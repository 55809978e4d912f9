import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import styles from './write.module.css'

type SourceChoiceProps = {
  readonly languages: readonly Locale[]
  readonly source: Locale
  readonly onSource: (locale: Locale) => void
}

/** Says which language the others are translated from. */
export function SourceChoice({ languages, source, onSource }: SourceChoiceProps) {
  const words = useWords()
  const label = useId()
  return (
    <div className={styles['source']}>
      <span id={label} className="hint">
        {words('write.source')}
      </span>
      <SegmentedControl
        aria-labelledby={label}
        data={languages.map((value) => ({ value, label: languageName(value) }))}
        value={source}
        onChange={(chosen) => {
          const found = languages.find((known) => known === chosen)
          if (found !== undefined) onSource(found)
        }}
      />
    </div>
  )
}
