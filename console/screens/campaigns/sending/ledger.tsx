import { Icon } from '../../../parts/icon.tsx'
import { useFigures } from '../../../parts/dates.ts'
import { useWords } from '../../../words.tsx'
import styles from '../campaign.module.css'
import own from './ledger.module.css'
import type { Progress } from './use-progress.ts'

const ends = ['accepted', 'dropped', 'failed', 'uncertain', 'waiting'] as const

/** Every reader accounted for: the parts, each in plain words, and whether they add up. */
export function Ledger({ account }: { readonly account: Progress['account'] }) {
  const words = useWords()
  const figures = useFigures()
  return (
    <>
      <table className={styles['table']}>
        <tbody>
          {ends.map((end) => (
            <tr key={end}>
              <th scope="row">
                {words(`balance.${end}.name`)}
                <br />
                <span className="hint">{words(`balance.${end}.detail`)}</span>
              </th>
              <td className={styles['count']}>{figures(account[end])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words('balance.inAll')}</th>
            <td className={styles['count']}>{figures(account.frozen)}</td>
          </tr>
        </tfoot>
      </table>
      {account.isBalanced ? (
        <p className={`${styles['well']} ${own['verdict']}`}>
          <Icon name="tick" size={18} /> {words('balance.balances')}
        </p>
      ) : (
        <p className={`${styles['fix']} ${own['verdict']}`}>
          <Icon name="warning" size={18} /> {words('balance.differs')}
        </p>
      )}
    </>
  )
}
