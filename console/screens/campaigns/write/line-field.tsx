import { Textarea } from '@mantine/core'
import type { Locale } from '#domain/locale'
import { useWords } from '../../../words.tsx'
import styles from './write.module.css'

type LineFieldProps = {
  readonly label: string
  readonly locale: Locale
  readonly value: string
  readonly lengthMax: number
  readonly isTitle?: boolean
  /** Whether the label stands above the field, rather than being read out alone. */
  readonly isLabelled?: boolean
  readonly onChange: (value: string) => void
}

/** One line of a letter. It is shown in as many as it needs, and holds no end of a line. */
export function LineField(props: LineFieldProps) {
  const { label, locale, value, lengthMax, isTitle = false, isLabelled = false, onChange } = props
  const words = useWords()
  const length = [...value].length
  return (
    <Textarea
      {...(isLabelled ? { label } : { 'aria-label': label })}
      lang={locale}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replaceAll(/\s*[\r\n]+\s*/gu, ' '))}
      autosize
      minRows={1}
      classNames={{ input: isTitle ? (styles['title'] ?? '') : '' }}
      error={length > lengthMax ? words('write.tooLong', { length, limit: lengthMax }) : undefined}
    />
  )
}
