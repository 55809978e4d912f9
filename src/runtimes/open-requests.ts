type Fetch<Rest extends readonly unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>

/**
 * Counts the requests that are being answered. A handler whose caller has gone away still runs, and what it uses must
 * outlive it, which closing a server does not wait for.
 */
export function countRequests<Rest extends readonly unknown[]>(
  answer: Fetch<Rest>,
): { fetch: Fetch<Rest>; untilAnswered(): Promise<unknown> } {
  const open = new Set<Promise<Response>>()
  return {
    async fetch(request, ...rest) {
      const answering = answer(request, ...rest)
      open.add(answering)
      try {
        return await answering
      } finally {
        open.delete(answering)
      }
    },
    untilAnswered: () => Promise.allSettled(open),
  }
}
