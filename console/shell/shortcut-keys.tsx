import { Modal } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useKeys } from '../parts/use-keys.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { pressedKey } from '../parts/pressed-key.ts'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'

// Read now and then, and no part of a first screen.
const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

const shown = new EventTarget()

/** Opens the list of shortcuts. */
export function showShortcuts(): void {
  shown.dispatchEvent(new Event('show'))
}

/** Keys that work on every screen, and `?`, which lists them. None works while somebody types. */
export function ShortcutKeys() {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const open = (): void => setOpen(true)
    shown.addEventListener('show', open)
    return () => shown.removeEventListener('show', open)
  }, [])
  useKeys({ '?': () => setOpen(true) })
  useListKeys()
  useGoing()
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title={words('shortcuts.title')}>
      <Suspense>
        <ShortcutList />
      </Suspense>
    </Modal>
  )
}

/** `g` and then the key of a place. */
function useGoing(): void {
  const navigate = useNavigate()
  const isGoing = useRef(false)
  const places = navItems.map(({ key, to }) => {
    const go = (): boolean => {
      if (isGoing.current) void navigate({ to })
      return isGoing.current
    }
    return [key, go] as const
  })
  useKeys({ ...Object.fromEntries(places), g: () => void (isGoing.current = true) })
  // It comes after the keys themselves: whatever follows a `g` ends it.
  useWindowEvent('keydown', (event) => {
    if (pressedKey(event) !== 'g') isGoing.current = false
  })
}
