import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, Problem } from './problem.ts'

/** Where failures end that no screen deals with. */
export type FailureDesk = {
  /** The session is over. */
  readonly onSignedOut: () => void
  /** A change was refused or did not get through. */
  readonly onRefused: (error: Error) => void
}

/** The store of everything that was read. What failed stays on the screen with its time; it is not blanked. */
export function createQueryClient({ onSignedOut, onRefused }: FailureDesk): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => isProblem(error, 'sign-in-required') && onSignedOut() }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (isProblem(error, 'sign-in-required')) return onSignedOut()
        if (mutation.meta?.showsProblem !== true && !isProblem(error, 'step-up-required')) onRefused(error)
      },
    }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => count < 2 && isPassing(error) },
      mutations: { retry: false },
    },
  })
}

// Only what may go away by itself is asked for again.
function isPassing(error: Error): boolean {
  return error instanceof Problem && (error.code === 'unreachable' || error.details.status >= 502)
}
