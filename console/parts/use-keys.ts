import { useEffect, useEffectEvent } from 'react'
import { mayActAlone } from './lone-keys.ts'
import { pressedKey } from './pressed-key.ts'

const fields = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]'
const ownKeys = '[role=dialog], [role=menu], [role=listbox], [role=combobox]'

/**
 * Keys that act by themselves on the whole screen, by the names that the browser gives them. None acts while somebody
 * types, in a dialog, or together with Ctrl, Alt or Command; letters and signs not where a person has turned them off.
 * A key that acts does nothing else; one whose act returns false goes on as if nobody had listened.
 */
export function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isBusy(event.target)) return
    const key = pressedKey(event)
    if (key.length === 1 && !mayActAlone()) return
    const act = keys[key]
    if (act !== undefined && act() !== false) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && (target.matches(fields) || target.closest(ownKeys) !== null)
}
