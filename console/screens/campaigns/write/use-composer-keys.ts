import { useHotkeys } from '@mantine/hooks'
import type { RefObject } from 'react'

type ComposerKeysProps = {
  readonly sheet: RefObject<HTMLElement | null>
  readonly preview: RefObject<HTMLElement | null>
  readonly onSave: () => void
}

/** Keys that work while somebody writes: save now, the next part and the one before, the preview and back. */
export function useComposerKeys({ sheet, preview, onSave }: ComposerKeysProps): void {
  const options = { preventDefault: true, usePhysicalKeys: true }
  const step = (by: 1 | -1): void => focusPart(sheet.current, by)
  useHotkeys(
    [
      ['mod+S', onSave, options],
      ['alt+ArrowDown', () => step(1), options],
      ['alt+ArrowUp', () => step(-1), options],
      ['mod+shift+L', () => turnToPreview(preview.current), options],
    ],
    [],
    true,
  )
}

const fields = 'textarea, input, [contenteditable="true"]'

/** Moves to the part after or before the one that is written in, in the same language where it can. */
function focusPart(sheet: HTMLElement | null, by: 1 | -1): void {
  const parts = [...(sheet?.querySelectorAll('[data-part]') ?? [])]
  const at = parts.findIndex((part) => part.contains(document.activeElement))
  const locale = document.activeElement?.closest('[data-locale]')?.getAttribute('data-locale')
  const part = parts[at === -1 ? 0 : at + by]
  const field = part?.querySelector(`[data-locale="${locale ?? ''}"] :is(${fields})`) ?? part?.querySelector(fields)
  const target = field ?? part?.querySelector('button')
  if (target instanceof HTMLElement) target.focus()
}

let cameFrom: Element | null = null

function turnToPreview(preview: HTMLElement | null): void {
  if (preview === null) return
  if (preview.contains(document.activeElement)) {
    if (cameFrom instanceof HTMLElement) cameFrom.focus()
    return
  }
  cameFrom = document.activeElement
  preview.focus()
}
