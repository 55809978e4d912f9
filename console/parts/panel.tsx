import { useId, type ReactNode } from 'react'
import styles from './panel.module.css'

type PanelProps = {
  readonly title: string
  /** Stands at the end of the line of the title: a count, a link, a state. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A sheet with a title of its own: what belongs together on a screen. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={styles['panel']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}

/** A line of a panel: what it is at the start, how it stands at the end. */
export function PanelRow({ children, aside }: { readonly children: ReactNode; readonly aside: ReactNode }) {
  return (
    <div className={styles['row']}>
      <span>{children}</span>
      {aside}
    </div>
  )
}

/** Says in one sentence what will stand here, with one way to go on. */
export function EmptyNote({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <p>{children}</p>
      {action}
    </div>
  )
}
