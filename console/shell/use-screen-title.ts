import { useMatches, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useWords } from '../words.tsx'

/** Names the window after the screen, and after a change of screens lets reading begin at its title. */
export function useScreenTitle(): void {
  const words = useWords()
  const router = useRouter()
  const title = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.title)?.staticData.title,
  })
  useEffect(() => {
    document.title = title === undefined ? 'Northlight' : `${words(title)} · Northlight`
  }, [title, words])
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return
        const head = document.querySelector('h1') ?? document.querySelector('main')
        if (head instanceof HTMLElement) head.focus({ preventScroll: true })
      }),
    [router],
  )
}
