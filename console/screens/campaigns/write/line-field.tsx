import { useId } from 'react'
import type { Locale } from '#domain/locale'
import { cutToWidth } from '#domain/text-width'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { useWords } from '../../../words.tsx'
import styles from './line-field.module.css'
import { plainWords } from './plain-words.ts'

type LineFieldProps = {
  readonly label: string
  readonly locale: Locale
  readonly value: string
  readonly lengthMax: number
  readonly isTitle?: boolean
  /** Whether the label stands above the field, rather than being read out alone. */
  readonly isLabelled?: boolean
  /** How wide it can be before a phone cuts it off; a Hangul syllable counts two. */
  readonly phoneColumns?: number | undefined
  readonly onChange: (value: string) => void
}

/** One line of a letter. It is shown in as many as it needs, and holds no end of a line. */
export function LineField(props: LineFieldProps) {
  const { label, locale, value, lengthMax, isTitle = false, isLabelled = false, phoneColumns, onChange } = props
  const words = useWords()
  const under = useId()
  const length = [...value].length
  const shown = phoneColumns === undefined ? value : cutToWidth(value, phoneColumns)
  return (
    <div>
      <GrowingText
        size="sm"
        {...(isLabelled ? { label } : { 'aria-label': label })}
        {...(phoneColumns !== undefined && { 'aria-describedby': under })}
        lang={locale}
        value={value}
        onChange={({ currentTarget }) => onChange(plainWords(currentTarget.value.replaceAll(/\s*[\r\n]+\s*/gu, ' ')))}
        className={isTitle ? styles['title'] : undefined}
        error={length > lengthMax ? words('write.tooLong', { length, limit: lengthMax }) : undefined}
      />
      {phoneColumns !== undefined && (
        <p id={under} className={`hint ${styles['under']}`}>
          <span>
            {shown === value ? (
              words('write.phoneShowsAll')
            ) : (
              <>
                {words('write.phoneShows')} <span lang={locale}>{shown.trimEnd()}…</span>
              </>
            )}
          </span>
          <span className="figures">{words('write.lengthOf', { length, limit: lengthMax })}</span>
        </p>
      )}
    </div>
  )
}
