import { Textarea } from '@mantine/core'
import { useWords } from '../../words.tsx'
import type { EntryFieldProps } from './entry-field-props.ts'
import { isObject, isRichNode, languageOf, type Json, type JsonObject } from './json.ts'
import styles from './library.module.css'

type RichTextFieldProps = Omit<EntryFieldProps, 'value'> & {
  readonly label: string
  readonly value: JsonObject & { readonly type: string }
}

/** The words of rich text, run by run. Its form and its citations stay: they are made in a letter’s own editor. */
export function RichTextField({ label, ...props }: RichTextFieldProps) {
  return (
    <fieldset className={styles['group']} lang={languageOf(props.path)}>
      <legend>{label}</legend>
      <div className={styles['runs']}>
        <RichNode {...props} label={label} />
      </div>
    </fieldset>
  )
}

function RichNode({ path, value, onChange, faults, isDisabled, label }: RichTextFieldProps) {
  const words = useWords()
  const { text, content, attrs } = value
  if (typeof text === 'string') {
    return (
      <Textarea
        autosize
        minRows={1}
        aria-label={words('library.run', { name: label })}
        value={text}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onChange({ ...value, text: currentTarget.value })}
        error={faults[[...path, 'text'].join('.')]}
      />
    )
  }
  if (!Array.isArray(content)) {
    const cited = attrs !== undefined && isObject(attrs) ? attrs['factId'] : undefined
    return typeof cited === 'string' ? <code>{cited}</code> : null
  }
  const parts: readonly Json[] = content
  return parts.map((part, at) =>
    isRichNode(part) ? (
      <RichNode
        // A run has no other name than its place, and none is added or taken out here.
        key={`${path.join('.')}.${at}`}
        path={[...path, 'content', String(at)]}
        value={part}
        onChange={(changed) => onChange({ ...value, content: parts.toSpliced(at, 1, changed) })}
        faults={faults}
        isDisabled={isDisabled}
        label={label}
      />
    ) : null,
  )
}
