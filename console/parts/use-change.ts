import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient, type QueryKey, type UseMutationResult } from '@tanstack/react-query'
import { faultsByField } from './problem-note.tsx'

type Change<Input, Answer> = {
  readonly send: (input: Input) => Promise<Answer>
  /** What was read before and does not hold any more. */
  readonly refreshes: readonly QueryKey[]
  /** Said in the corner when it is done. */
  readonly says?: string
  readonly onDone?: (answer: Answer) => void
  /** False where no form is there to show a refusal, so that it is told in the corner. */
  readonly showsProblem?: boolean
}

/** A change that a screen sends: what was read is read again, and a refusal stays with the form, field by field. */
export function useChange<Input, Answer>({
  send,
  refreshes,
  says,
  onDone,
  showsProblem = true,
}: Change<Input, Answer>): {
  readonly change: UseMutationResult<Answer, Error, Input>
  readonly faults: Readonly<Record<string, string>>
} {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: async (input: Input) => {
      const answer = await send(input)
      // Browsers take an answer whose body nobody reads for a request that broke off.
      if (answer instanceof Response && !answer.bodyUsed) await answer.arrayBuffer()
      return answer
    },
    meta: { showsProblem },
    onSuccess: async (answer) => {
      await Promise.all(refreshes.map((queryKey) => client.invalidateQueries({ queryKey })))
      if (says !== undefined) notifications.show({ color: 'pine', message: says })
      onDone?.(answer)
    },
  })
  return { change, faults: faultsByField(change.error) }
}
