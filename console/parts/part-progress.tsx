import { Progress as Bar } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ToldCount } from '#domain/small-counts'
import { useWords } from '../words.tsx'
import styles from './part-progress.module.css'
import { useTold } from './told.ts'

type PartProgressProps = {
  readonly name: ReactNode
  /** The name without its looks, for whoever hears the bar. */
  readonly label: string
  /** What else there is to say of it, such as its hour. */
  readonly hint?: string | undefined
  readonly frozen: ToldCount
  readonly settled: ToldCount
  readonly state: 'waiting' | 'sending' | 'done'
}

/** How far a letter has come with some of its readers, as a line with a bar. */
export function PartProgress({ name, label, hint, frozen, settled, state }: PartProgressProps) {
  const words = useWords()
  const tell = useTold()
  const counts = words('flight.of', { done: tell(settled), all: tell(frozen) })
  return (
    <div className={styles['part']}>
      <div className={styles['head']}>
        <span>{name}</span>
        <span className="figures">{frozen !== 0 && counts}</span>
      </div>
      <Bar.Root size={6}>
        <Bar.Section
          value={state === 'done' ? 100 : shareOf(settled, frozen)}
          className={styles['lit']}
          aria-label={`${label}: ${counts}`}
        />
      </Bar.Root>
      <div className={styles['head']}>
        <span className="hint">{hint}</span>
        <span className={`hint ${styles[state]}`}>{words(`flight.zone.${state}`)}</span>
      </div>
    </div>
  )
}

/** How much of a whole is done, in percent. Of what is too small to be told, nothing is drawn before it is done. */
export function shareOf(part: ToldCount, whole: ToldCount): number {
  return part === null || whole === null || whole === 0 ? 0 : (part / whole) * 100
}
