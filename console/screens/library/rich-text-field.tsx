import { lazy, Suspense } from 'react'
import type { EntryFieldProps } from './entry-field-props.ts'
import { isObject, languageOf, type Json } from './json.ts'
import styles from './library.module.css'

// The editor is large, and most entries are read or changed without it.
const LibraryEditor = lazy(async () => ({ default: (await import('./library-editor.tsx')).LibraryEditor }))

type RichTextFieldProps = Omit<EntryFieldProps, 'form'> & { readonly label: string }

/** Rich text of an entry, in the editor in which letters are written; for whoever may only read, its words. */
export function RichTextField({ label, path, value, onChange, faults, isDisabled }: RichTextFieldProps) {
  const language = languageOf(path) ?? 'en'
  const own = path.join('.')
  const fault = Object.entries(faults).find(([field]) => field === own || field.startsWith(`${own}.`))
  return (
    <fieldset className={styles['group']} lang={language}>
      <legend>{label}</legend>
      {fault !== undefined && <p className={styles['fault']}>{fault[1]}</p>}
      {isDisabled ? (
        paragraphsOf(value).map((words, at) => (
          // Words that are only read stay where they are.
          <p key={at}>{words}</p>
        ))
      ) : (
        <Suspense>
          <LibraryEditor
            label={label}
            locale={language}
            value={value}
            isWhole={path.at(-1) === 'body'}
            onChange={onChange}
          />
        </Suspense>
      )}
    </fieldset>
  )
}

function paragraphsOf(value: Json): readonly string[] {
  const blocks = isObject(value) && Array.isArray(value['content']) ? value['content'] : []
  return blocks.map(wordsOf).filter((words) => words !== '')
}

function wordsOf(node: Json): string {
  if (!isObject(node)) return ''
  const { text, content, attrs } = node
  if (typeof text === 'string') return text
  if (Array.isArray(content)) return content.map(wordsOf).join('')
  const cited = attrs !== undefined && isObject(attrs) ? attrs['factId'] : undefined
  return typeof cited === 'string' ? ` [${cited}]` : ' '
}
