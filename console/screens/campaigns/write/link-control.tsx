import { Button, Group, Popover, TextInput } from '@mantine/core'
import { RichTextEditor } from '@mantine/tiptap'
import { useEditorState, type Editor } from '@tiptap/react'
import { useState, type KeyboardEvent } from 'react'
import { isHttpsUrl } from '#domain/rich-text'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import styles from './rich-field.module.css'

/** Puts a link on the chosen words, changes the one that the caret stands in, or takes it away. */
export function LinkControl({ editor }: { readonly editor: Editor }) {
  const words = useWords()
  const [address, setAddress] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const isActive = useEditorState({ editor, selector: ({ editor: current }) => current.isActive('link') })
  const open = (): void => {
    setRefused(false)
    setAddress(String(editor.getAttributes('link')['href'] ?? ''))
  }
  const close = (): void => {
    setAddress(null)
    editor.commands.focus()
  }
  const save = (): void => {
    const href = fullAddress(address ?? '')
    if (!isHttpsUrl(href)) return setRefused(true)
    setAddress(null)
    const chain = editor.chain().focus()
    const mark = { type: 'link', attrs: { href } }
    if (editor.state.selection.empty && !isActive)
      chain
        .insertContent({ type: 'text', text: href, marks: [mark] })
        .unsetMark('link')
        .run()
    else chain.extendMarkRange('link').setLink({ href }).run()
  }
  const remove = (): void => {
    setAddress(null)
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    save()
  }
  return (
    <Popover opened={address !== null} onDismiss={close} trapFocus withinPortal shadow="md" position="bottom-start">
      <Popover.Target>
        <RichTextEditor.Control
          onClick={address === null ? open : close}
          active={isActive}
          aria-label={words('write.tools.link')}
          title={words('write.tools.link')}
        >
          <Icon name="link" size={16} />
        </RichTextEditor.Control>
      </Popover.Target>
      <Popover.Dropdown aria-label={words('write.tools.link')}>
        <div className={styles['link']}>
          <TextInput
            type="url"
            label={words('write.tools.linkAddress')}
            placeholder="https://"
            value={address ?? ''}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            onKeyDown={onKeyDown}
            error={isRefused ? words('write.tools.linkFault') : undefined}
            data-autofocus
          />
          <Group gap="xs">
            <Button size="xs" onClick={save}>
              {words('write.tools.linkSave')}
            </Button>
            {isActive && (
              <Button size="xs" variant="default" onClick={remove}>
                {words('write.tools.unlink')}
              </Button>
            )}
          </Group>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

// Nobody types the scheme; another one than https is left for the person to look at.
function fullAddress(typed: string): string {
  const address = typed.trim()
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]|$)/u.test(address) ? `https://${address}` : address
}
