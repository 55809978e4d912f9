import { useDeferredValue, type ReactNode } from 'react'

type LaterProps = {
  /** What stands in its place until then; of about its size, so that nothing moves. */
  readonly until: ReactNode
  readonly children: ReactNode
}

/** Shows what takes long to make a moment after the rest of its screen was painted. */
export function Later({ until, children }: LaterProps) {
  return useDeferredValue(true, false) ? children : until
}
