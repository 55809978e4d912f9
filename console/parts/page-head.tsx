import type { ReactNode } from 'react'
import styles from './page-head.module.css'

type PageHeadProps = {
  readonly title: string
  /** A line above the title: where and when one is. */
  readonly above?: ReactNode
  /** Buttons at the end. */
  readonly actions?: ReactNode
}

/** The head of a screen. The shell moves the focus to its title when the screen changes. */
export function PageHead({ title, above, actions }: PageHeadProps) {
  return (
    <div className={styles['head']}>
      <div>
        {above !== undefined && <p className={`hint ${styles['above']}`}>{above}</p>}
        <h1 tabIndex={-1}>{title}</h1>
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
