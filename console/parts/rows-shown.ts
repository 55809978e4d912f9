import { useEffect } from 'react'

/** How many rows of a long list stand there at first, and how many come with each press. */
export const rowsStep = 20

/** Reads from an address how many rows of a list it shows, where that is more than at first. */
export function readShown({ shown }: Readonly<Record<string, unknown>>): { readonly shown?: number } {
  const isCount = typeof shown === 'number' && Number.isSafeInteger(shown) && shown > rowsStep
  return isCount ? { shown } : {}
}

type Pages = {
  readonly hasNextPage: boolean
  readonly fetchNextPage: (options: { cancelRefetch: false }) => unknown
}

/**
 * The rows of a long list that its address shows, so that a reload and a way back show as many, and how many are shown
 * after the next press: null where there are no more. What is not loaded of them is asked for.
 */
export function useRowsShown<Row>(
  { hasNextPage, fetchNextPage }: Pages,
  loaded: readonly Row[],
  shown = rowsStep,
): { readonly rows: readonly Row[]; readonly next: number | null } {
  const count = loaded.length
  // After a failure nothing here has changed, so that it is not asked for again until somebody presses once more.
  useEffect(() => {
    if (count < shown && hasNextPage) fetchNextPage({ cancelRefetch: false })
  }, [count, shown, hasNextPage, fetchNextPage])
  return { rows: loaded.slice(0, shown), next: count > shown || hasNextPage ? shown + rowsStep : null }
}
