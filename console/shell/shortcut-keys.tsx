import { Kbd, Modal, Table } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'

const shown = new EventTarget()

/** Opens the list of shortcuts. */
export function showShortcuts(): void {
  shown.dispatchEvent(new Event('show'))
}

/** Keys that work on every screen, and `?`, which lists them. None works while somebody types. */
export function ShortcutKeys() {
  const words = useWords()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const isGoing = useRef(false)
  useEffect(() => {
    const open = (): void => setOpen(true)
    shown.addEventListener('show', open)
    return () => shown.removeEventListener('show', open)
  }, [])
  useHotkeys([
    ['shift+?', () => setOpen(true)],
    ['g', () => void (isGoing.current = true)],
    ...navItems.map(({ key, to }): [string, () => void] => [
      key,
      () => {
        if (isGoing.current) void navigate({ to })
        isGoing.current = false
      },
    ]),
  ])
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title={words('shortcuts.title')}>
      <Table>
        <Table.Tbody>
          <Shortcut keys={<Keys names={[words('shortcuts.command'), 'K']} />}>{words('shortcuts.palette')}</Shortcut>
          {navItems.map(({ key, to, word }) => (
            <Shortcut key={to} keys={<Keys names={['G', key.toUpperCase()]} />}>
              {words('shortcuts.go', { place: words(word) })}
            </Shortcut>
          ))}
          <Shortcut keys={<Keys names={['T']} />}>{words('shortcuts.today')}</Shortcut>
          <Shortcut keys={<Keys names={['←', '→']} />}>{words('shortcuts.turn')}</Shortcut>
          <Shortcut keys={<Keys names={['?']} />}>{words('shortcuts.this')}</Shortcut>
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

function Shortcut({ keys, children }: { readonly keys: ReactNode; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td>{keys}</Table.Td>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}

function Keys({ names }: { readonly names: readonly string[] }) {
  return names.map((name) => (
    <Kbd key={name} mr={4}>
      {name}
    </Kbd>
  ))
}
