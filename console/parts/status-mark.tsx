import type { ReactNode } from 'react'
import type { CampaignStatus } from '#domain/campaign'
import { useWords } from '../words.tsx'
import styles from './status-mark.module.css'
import { useShownStatus, type ShownStatus } from './use-shown-status.ts'

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75 }

// Every status has a shape of its own, so that colour is never the only sign.
const shapes: Readonly<Record<ShownStatus | 'expected' | 'well', ReactNode>> = {
  draft: <circle cx="8" cy="8" r="6" {...line} strokeDasharray="2.4 2.31" />,
  expected: <circle cx="8" cy="8" r="5.5" {...line} strokeWidth="1.5" strokeDasharray="2 2.3" />,
  'in-review': (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  scheduled: (
    <>
      <circle cx="8" cy="8" r="6.5" {...line} />
      <path d="M8 4.5V8l2.3 1.5" {...line} />
    </>
  ),
  sending: (
    <>
      <path d="M1 8h9" {...line} strokeWidth="2" />
      <circle cx="12" cy="8" r="3.2" fill="currentColor" />
    </>
  ),
  paused: <path d="M5 3v10M11 3v10" {...line} strokeWidth="2.5" />,
  held: <path d="M5 3v10M11 3v10" {...line} strokeWidth="2.5" />,
  stopped: <path d="M5 3v10M11 3v10" {...line} strokeWidth="2.5" />,
  sent: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  cancelled: <path d="m4 4 8 8M12 4l-8 8" {...line} />,
  well: (
    <>
      <circle cx="8" cy="8" r="6.5" {...line} />
      <path d="m5.2 8.2 2 2 3.6-4" {...line} />
    </>
  ),
}

/** The shape of a status, beside words that say it. */
export function StatusShape({ of: status, size = 16 }: { readonly of: keyof typeof shapes; readonly size?: number }) {
  return (
    <svg className={styles[status]} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[status]}
    </svg>
  )
}

/** Where a campaign stands, as shape and word. */
export function StatusMark({ status }: { readonly status: CampaignStatus }) {
  const words = useWords()
  const shown = useShownStatus()(status)
  return (
    <span className={`${styles['status']} ${styles[shown]}`}>
      <StatusShape of={shown} />
      {words(`status.${shown}`)}
    </span>
  )
}
