import { useTold } from '../../../parts/told.ts'
import { useWords } from '../../../words.tsx'
import type { Outcome } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import own from './outcome-table.module.css'

type OutcomeTableProps = {
  readonly outcome: Outcome
  /** How the beginning of a stretch is written. */
  readonly timeOf: (from: string) => string
}

/** What the curve shows, in numbers, for whoever hears it or wants to know exactly. */
export function OutcomeTable({ outcome, timeOf }: OutcomeTableProps) {
  const words = useWords()
  const tell = useTold()
  return (
    <details className={own['numbers']}>
      <summary>{words('report.asTable')}</summary>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words('report.from')}</th>
            <th scope="col" className={styles['count']}>
              {words('report.accepted')}
            </th>
            <th scope="col" className={styles['count']}>
              {words('report.delivered')}
            </th>
          </tr>
        </thead>
        <tbody>
          {outcome.overTime.map(({ from, accepted, delivered }) => (
            <tr key={from}>
              <th scope="row">{timeOf(from)}</th>
              <td className={styles['count']}>{tell(accepted)}</td>
              <td className={styles['count']}>{tell(delivered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
