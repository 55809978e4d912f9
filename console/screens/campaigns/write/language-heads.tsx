import { Button, SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { locales, type Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import { beginLanguage, languagesOf } from './draft.ts'
import type { DraftKeeper, Kept } from './draft-keeper.ts'
import styles from './language-heads.module.css'
import { RemoveLanguage } from './remove-language.tsx'

type LanguageHeadsProps = {
  readonly keeper: DraftKeeper
  readonly kept: Kept
  readonly source: Locale
  readonly onSource: (locale: Locale) => void
}

/** The languages of a letter: which there are, which is the source, and how to begin another or take one out. */
export function LanguageHeads({ keeper, kept, source, onSource }: LanguageHeadsProps) {
  const words = useWords()
  const { contents } = kept.draft
  const languages = languagesOf(contents)
  const original = contents[source]
  const missing = locales.filter((locale) => !languages.includes(locale))
  return (
    <div className={styles['heads']}>
      {languages.length === 0 && <p>{words('write.empty')}</p>}
      {languages.length > 0 && (
        <div className={styles['languages']}>
          {languages.map((locale) => (
            <div key={locale} className={styles['language']}>
              <b lang={locale}>{languageName(locale)}</b>
              {languages.length > 1 && <RemoveLanguage keeper={keeper} kept={kept} locale={locale} />}
            </div>
          ))}
        </div>
      )}
      {languages.length > 1 && <SourceChoice languages={languages} source={source} onSource={onSource} />}
      {missing.length > 0 && (
        <div className={styles['line']}>
          {missing.map((locale) => (
            <Button
              key={locale}
              variant="default"
              onClick={() => keeper.changeLanguage(locale, beginLanguage(original))}
            >
              {words('write.begin', { language: languageName(locale) })}
            </Button>
          ))}
          {original !== undefined &&
            missing.map((locale) => (
              <Button key={locale} variant="subtle" onClick={() => keeper.changeLanguage(locale, original)}>
                {words('write.beginFrom', { language: languageName(locale), source: languageName(source) })}
              </Button>
            ))}
        </div>
      )}
    </div>
  )
}

type SourceChoiceProps = {
  readonly languages: readonly Locale[]
  readonly source: Locale
  readonly onSource: (locale: Locale) => void
}

/** Says which language the others are translated from. */
function SourceChoice({ languages, source, onSource }: SourceChoiceProps) {
  const words = useWords()
  const label = useId()
  return (
    <div className={styles['line']}>
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
