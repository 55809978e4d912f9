import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** Loads the palette of commands when it is first asked for. */
export function PaletteDoor() {
  const [isWanted, setWanted] = useState(false)
  // Once loaded, the palette listens for its keys itself.
  useHotkeys(isWanted ? [] : [['mod+K', () => setWanted(true)]], [])
  return isWanted ? (
    <Suspense>
      <Palette />
    </Suspense>
  ) : null
}
