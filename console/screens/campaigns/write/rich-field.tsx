import { RichTextEditor } from '@mantine/tiptap'
import { useDisclosure } from '@mantine/hooks'
import { useEditor, type Editor } from '@tiptap/react'
import type { Locale } from '#domain/locale'
import type { RichText } from '#domain/rich-text'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import type { LedgerFact } from '../campaign-queries.ts'
import { FactPicker } from './fact-picker.tsx'
import { bodyNodes, openingNodes } from './letter-nodes.ts'
import { documentOf, richTextOf } from './rich-text-of.ts'
import styles from './write.module.css'

type RichFieldProps = {
  readonly label: string
  readonly locale: Locale
  readonly value: RichText
  /** Headings and lists as well, and not paragraphs alone. */
  readonly isWhole: boolean
  readonly onChange: (value: RichText) => void
}

// The rules that an editor needs are put into the page by a script, which the policy allows with the nonce alone.
function withNonce(): { injectNonce?: string } {
  const meta = document.querySelector('meta[property=csp-nonce]')
  return meta instanceof HTMLElement && meta.nonce ? { injectNonce: meta.nonce } : {}
}

/** Rich text of a letter in one language. It shows words that others changed only when it is made anew. */
export function RichField({ label, locale, value, isWhole, onChange }: RichFieldProps) {
  const words = useWords()
  const editor = useEditor({
    extensions: isWhole ? bodyNodes : openingNodes,
    content: value.content.length === 0 ? '' : documentOf(value),
    ...withNonce(),
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', lang: locale, spellcheck: 'true' },
    },
    onUpdate: ({ editor: current }) => onChange(richTextOf(current.getJSON())),
  })
  const labels = {
    boldControlLabel: words('write.tools.bold'),
    linkControlLabel: words('write.tools.link'),
    linkEditorInputLabel: words('write.tools.linkAddress'),
    linkEditorInputPlaceholder: 'https://',
    linkEditorExternalLink: words('write.tools.newWindow'),
    linkEditorInternalLink: words('write.tools.sameWindow'),
    linkEditorSave: words('write.tools.linkSave'),
    unlinkControlLabel: words('write.tools.unlink'),
    h2ControlLabel: words('write.tools.heading'),
    h3ControlLabel: words('write.tools.smallHeading'),
    bulletListControlLabel: words('write.tools.bullets'),
    orderedListControlLabel: words('write.tools.numbers'),
    blockquoteControlLabel: words('write.tools.quote'),
    undoControlLabel: words('write.tools.undo'),
    redoControlLabel: words('write.tools.redo'),
  }
  return (
    <RichTextEditor editor={editor} labels={labels} className={styles['rich']} withCodeHighlightStyles={false}>
      <RichTextEditor.Toolbar aria-label={words('write.toolsOf', { field: label })}>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Link />
          <RichTextEditor.Unlink />
        </RichTextEditor.ControlsGroup>
        {isWhole && (
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.H2 />
            <RichTextEditor.H3 />
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.Blockquote />
          </RichTextEditor.ControlsGroup>
        )}
        <CiteControl editor={editor} locale={locale} />
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content />
    </RichTextEditor>
  )
}

function CiteControl({ editor, locale }: { readonly editor: Editor; readonly locale: Locale }) {
  const words = useWords()
  const [isOpen, picker] = useDisclosure(false)
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
