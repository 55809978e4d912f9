import { Alert } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Problem } from '../problem.ts'
import { useWords } from '../words.tsx'
import { Icon } from './icon.tsx'

/** The words of a failure: what happened, what is safe, what to do. */
export function useProblemWords(): (error: Error) => { readonly title: string; readonly detail: string } {
  const words = useWords()
  return (error) => {
    if (error instanceof Problem && error.details.title !== '') return error.details
    const kind = error instanceof Problem && error.code === 'unreachable' ? 'unreachable' : 'unexpected'
    return { title: words(`problem.${kind}.title`), detail: words(`problem.${kind}.detail`) }
  }
}

/**
 * A refusal on top of a form or in the place of what could not be loaded. It takes the focus, and names every field at
 * fault that the form does not show by itself.
 * @param shown names of the fields that show their faults themselves
 */
export function ProblemNote({
  error,
  shown = [],
}: {
  readonly error: Error | null
  readonly shown?: readonly string[]
}) {
  const describe = useProblemWords()
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error !== null) note.current?.focus()
  }, [error])
  if (error === null) return null
  const { title, detail } = describe(error)
  const faults = error instanceof Problem ? error.details.errors : []
  const others = faults.filter(({ field, message }) => !shown.includes(field) && message !== detail)
  return (
    <Alert ref={note} tabIndex={-1} color="plum" title={title} icon={<Icon name="note" />} role="alert">
      <p>{detail}</p>
      {others.length > 0 && (
        <ul>
          {others.map(({ field, message }) => (
            <li key={field}>{message}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

/** The faults of a refused form by field, for `form.setErrors`. */
export function faultsByField(error: Error | null): Record<string, string> {
  if (!(error instanceof Problem)) return {}
  return Object.fromEntries(error.details.errors.map(({ field, message }) => [field, message]))
}

/** A refusal in the corner, where no form is there to show it. */
export function ProblemLine({ error }: { readonly error: Error }) {
  const { title, detail } = useProblemWords()(error)
  return (
    <>
      <b>{title}</b>
      <p>{detail}</p>
    </>
  )
}
