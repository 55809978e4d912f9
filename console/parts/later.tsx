import { startTransition, useEffect, useState, type ReactNode } from 'react'
import styles from './later.module.css'

type LaterProps = {
  /** What stands in its place until then; of about its size, so that nothing moves. */
  readonly until: ReactNode
  readonly children: ReactNode
}

/** Shows what takes long to make a moment after the rest of its screen was painted. */
export function Later({ until, children }: LaterProps) {
  const [isTime, setTime] = useState(false)
  useEffect(() => afterPaint(() => startTransition(() => setTime(true))), [])
  return isTime ? children : until
}

/** What nobody sees before they scroll, shown later. The page is long at once, so that going back finds its place. */
export function BelowTheFold({ children }: { readonly children: ReactNode }) {
  return <Later until={<div className={styles['screenful']} />}>{children}</Later>
}

/**
 * Does something in the first task after the next frame. React's own way, a deferred value, is often made before that
 * frame and so holds it up. @returns what takes the wish back
 */
function afterPaint(act: () => void): () => void {
  let task = 0
  const frame = requestAnimationFrame(() => {
    task = window.setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(task)
  }
}
