import { RichTextEditor } from '@mantine/tiptap'
import { useEditor } from '@tiptap/react'
import type { Locale } from '#domain/locale'
import type { RichText } from '#domain/rich-text'
import { Later } from '../../../parts/later.tsx'
import { useWords } from '../../../words.tsx'
import { CiteControl } from './cite-control.tsx'
import { cleanPaste } from './clean-paste.ts'
import { bodyNodes, openingNodes } from './letter-nodes.ts'
import { LinkControl } from './link-control.tsx'
import { richTextWords } from './part-text.ts'
import { plainWords } from './plain-words.ts'
import styles from './rich-field.module.css'
import { documentOf, richTextOf } from './rich-text-of.ts'

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

/**
 * Rich text of a letter in one language. It shows words that others changed only when it is made anew. The words stand
 * there at once and the editor a moment later: a screen full of editors would keep whoever comes to it waiting.
 */
export function RichField(field: RichFieldProps) {
  return (
    <Later
      until={
        <div className={styles['words']} lang={field.locale}>
          {richTextWords(field.value)}
        </div>
      }
    >
      <Editor {...field} />
    </Later>
  )
}

function Editor({ label, locale, value, isWhole, onChange }: RichFieldProps) {
  const words = useWords()
  const editor = useEditor({
    extensions: isWhole ? bodyNodes : openingNodes,
    content: value.content.length === 0 ? '' : documentOf(value),
    ...withNonce(),
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', lang: locale, spellcheck: 'true' },
      transformPastedHTML: cleanPaste,
      transformPastedText: (text) => text.split('\n').map(plainWords).join('\n'),
    },
    onUpdate: ({ editor: current }) => onChange(richTextOf(current.getJSON())),
  })
  const labels = {
    boldControlLabel: words('write.tools.bold'),
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
      <RichTextEditor.Toolbar
        sticky
        stickyOffset="var(--composer-bar)"
        aria-label={words('write.toolsOf', { field: label })}
      >
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <LinkControl editor={editor} />
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
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Undo />
          <RichTextEditor.Redo />
        </RichTextEditor.ControlsGroup>
        <CiteControl editor={editor} locale={locale} />
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content />
    </RichTextEditor>
  )
}
