import { Kbd, Switch, Table } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { letActAlone, mayActAlone } from '../parts/lone-keys.ts'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'

/** Every shortcut, and whether letters act alone. */
export function ShortcutList() {
  const words = useWords()
  const [isOn, setOn] = useState(mayActAlone)
  return (
    <>
      <Table>
        <Table.Tbody>
          <Shortcut keys={[words('shortcuts.command'), 'K']}>{words('shortcuts.palette')}</Shortcut>
          {navItems.map(({ key, to, word }) => (
            <Shortcut key={to} keys={['G', key.toUpperCase()]}>
              {words('shortcuts.go', { place: words(word) })}
            </Shortcut>
          ))}
          <Shortcut keys={['J', 'K']}>{words('shortcuts.rows')}</Shortcut>
          <Shortcut keys={['↑', '↓', 'Home', 'End']}>{words('shortcuts.inList')}</Shortcut>
          <Shortcut keys={['Enter']}>{words('shortcuts.openRow')}</Shortcut>
          <Shortcut keys={['/']}>{words('shortcuts.filter')}</Shortcut>
          <Shortcut keys={['T']}>{words('shortcuts.today')}</Shortcut>
          <Shortcut keys={['←', '→']}>{words('shortcuts.turn')}</Shortcut>
          <Shortcut keys={[words('shortcuts.command'), 'S']}>{words('shortcuts.save')}</Shortcut>
          <Shortcut keys={['Alt', '↓', '↑']}>{words('shortcuts.part')}</Shortcut>
          <Shortcut keys={[words('shortcuts.command'), 'Shift', 'L']}>{words('shortcuts.preview')}</Shortcut>
          <Shortcut keys={[words('shortcuts.command'), 'Shift', 'F']}>{words('shortcuts.cite')}</Shortcut>
          <Shortcut keys={['?']}>{words('shortcuts.this')}</Shortcut>
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label={words('shortcuts.alone')}
        description={words('shortcuts.aloneHint')}
        checked={isOn}
        onChange={({ currentTarget }) => {
          letActAlone(currentTarget.checked)
          setOn(currentTarget.checked)
        }}
      />
    </>
  )
}

function Shortcut({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td>
        {keys.map((name) => (
          <Kbd key={name} mr={4}>
            {name}
          </Kbd>
        ))}
      </Table.Td>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}
