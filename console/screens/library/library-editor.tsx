import '@mantine/tiptap/styles.layer.css'
import type { Locale } from '#domain/locale'
import { richTextSchema } from '#domain/rich-text'
import { RichField } from '../campaigns/write/rich-field.tsx'
import { asJson, type Json } from './json.ts'

type LibraryEditorProps = {
  readonly label: string
  readonly locale: Locale
  readonly value: Json
  readonly isWhole: boolean
  readonly onChange: (value: Json) => void
}

const empty = { type: 'doc', content: [] } as const

/** The editor of letters, for the rich text of an entry. */
export function LibraryEditor({ value, isWhole, onChange, ...field }: LibraryEditorProps) {
  const read = richTextSchema.safeParse(value)
  const text = read.success ? read.data : { ...empty, content: [] }
  // What has headings or lists keeps them, wherever it stands.
  const isRich = isWhole || text.content.some(({ type }) => type !== 'paragraph')
  return <RichField {...field} value={text} isWhole={isRich} onChange={(typed) => onChange(asJson(typed))} />
}
