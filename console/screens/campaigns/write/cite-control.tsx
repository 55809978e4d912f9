import { RichTextEditor } from '@mantine/tiptap'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import type { Editor } from '@tiptap/react'
import type { Locale } from '#domain/locale'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { FactPicker } from './fact-picker.tsx'
import styles from './rich-field.module.css'

/** Cites a fact of the ledger where the caret stands, by its button or by keys. */
export function CiteControl({ editor, locale }: { readonly editor: Editor; readonly locale: Locale }) {
  const words = useWords()
  const [isOpen, picker] = useDisclosure(false)
  const keys: Parameters<typeof useHotkeys>[0] = [
    ['mod+shift+F', () => void (editor.isFocused && picker.open()), { preventDefault: true, usePhysicalKeys: true }],
  ]
  useHotkeys(keys, [], true)
  const cite = ({ id }: LedgerFact, sentence: string | null): void => {
    const citation = { type: 'factCitation', attrs: { factId: id } }
    const content = sentence === null ? [citation] : [{ type: 'text', text: sentence }, citation]
    picker.close()
    // The dialogue gives the focus back when it goes, and the words belong where the caret was.
    requestAnimationFrame(() => editor.chain().focus().insertContent(content).run())
  }
  return (
    <RichTextEditor.ControlsGroup>
      <RichTextEditor.Control className={styles['cite']} onClick={picker.open} aria-label={words('write.tools.cite')}>
        <Icon name="book" size={16} />
        <span>{words('write.tools.cite')}</span>
      </RichTextEditor.Control>
      {isOpen && <FactPicker locale={locale} onPick={cite} onClose={picker.close} />}
    </RichTextEditor.ControlsGroup>
  )
}
