import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { listFilter } from './use-list-keys.ts'

const typingPause = 250

type FilterFieldProps = {
  readonly label: string
  /** What the address says. */
  readonly value: string | undefined
  /** Told when the typing pauses; undefined for an empty field. */
  readonly onFilter: (value: string | undefined) => void
}

/**
 * The field that narrows a list, whose words stand in the address. What is typed is kept here until the typing pauses,
 * so that a slow screen loses no letter and a Hangul syllable is never broken off.
 */
export function FilterField({ label, value = '', onFilter }: FilterFieldProps) {
  const [typed, setTyped] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const tell = useDebouncedCallback((words: string) => onFilter(words.trim() === '' ? undefined : words), typingPause)
  useEffect(() => {
    // The address was changed by something else: a link, a way back.
    if (document.activeElement !== field.current) setTyped(value)
  }, [value])
  return (
    <TextInput
      ref={field}
      type="search"
      label={label}
      leftSection={<Icon name="search" size={18} />}
      maxLength={100}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        tell(currentTarget.value)
      }}
      {...listFilter}
    />
  )
}
