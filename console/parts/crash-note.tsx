import { Button, Stack } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useWords } from '../words.tsx'
import { ProblemNote } from './problem-note.tsx'

/** In the place of a screen that could not be loaded or shown: what happened, and a way on. */
export function CrashNote({ error, reset }: ErrorComponentProps) {
  const words = useWords()
  const router = useRouter()
  const again = async (): Promise<void> => {
    await router.invalidate()
    reset()
  }
  return (
    <Stack maw={640} align="start">
      <ProblemNote error={error instanceof Error ? error : new Error(String(error))} />
      <Button onClick={() => void again()}>{words('problem.again')}</Button>
    </Stack>
  )
}
