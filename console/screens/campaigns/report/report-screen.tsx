import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { smallestCount } from '#domain/small-counts'
import { useFigures } from '../../../parts/dates.ts'
import { languageName } from '../../../parts/language-name.ts'
import { EmptyNote, Panel, PanelRow } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { reportQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import { outcomeQuery, type FullCampaign, type Outcome } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { Ledger } from '../sending/ledger.tsx'
import { useCampaign } from '../use-campaign.ts'
import { OutcomeChart } from './outcome-chart.tsx'
import { outcomeColumns, reportCsv } from './report-csv.ts'
import { saveFile } from './save-file.ts'

/** What became of a letter, in plain words and in counts that name nobody. */
export function ReportScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const { id, status, slug } = campaign
  const { data: report, error } = useQuery(reportQuery(id, status === 'sending'))
  const { data: outcome } = useQuery({ ...outcomeQuery(id), refetchInterval: status === 'sending' ? 30_000 : false })
  if (report === undefined) return <ProblemNote error={error} />
  if (campaign.releasedAt === null)
    return (
      <Panel title={words('letter.steps.report')}>
        <EmptyNote>{words('report.notYet')}</EmptyNote>
      </Panel>
    )
  const { account } = report
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <Panel title={words('report.title')}>
          <Numbers account={account} />
        </Panel>
        {outcome !== undefined && (
          <Panel title={words('report.curve')}>
            <OutcomeChart outcome={outcome} slug={slug} />
          </Panel>
        )}
        {outcome !== undefined && (
          <Panel title={words('report.byLanguage')} aside={<ExportButton outcome={outcome} campaign={campaign} />}>
            <LanguageTable outcome={outcome} />
          </Panel>
        )}
      </div>
      <div className={styles['stack']}>
        <Panel title={words('balance.title')}>
          <Ledger account={account} />
        </Panel>
        <Panel title={words('report.after')}>
          {(['bouncedHard', 'bouncedSoft', 'delayed', 'complained'] as const).map((name) => (
            <PanelRow key={name} aside={<Told count={account[name]} />}>
              {words(`report.${name}`)}
            </PanelRow>
          ))}
        </Panel>
        <Panel title={words('report.notMeasured')}>
          <p>{words('report.notMeasuredDetail')}</p>
        </Panel>
      </div>
    </div>
  )
}

function Numbers({
  account,
}: {
  readonly account: { frozen: number; accepted: number; delivered: number; left: number }
}) {
  const words = useWords()
  const figures = useFigures()
  const cells: [string, ReactNode][] = [
    [words('report.accepted'), figures(account.accepted)],
    [words('report.delivered'), <Told key="delivered" count={account.delivered} />],
    [words('report.left'), <Told key="left" count={account.left} />],
  ]
  return (
    <dl className={styles['numbers']}>
      {cells.map(([name, number]) => (
        <div key={name}>
          <dt className="hint">{name}</dt>
          <dd className={styles['big']}>{number}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A count of readers; one that could point at somebody is not told. */
function Told({ count }: { readonly count: number | null }) {
  const words = useWords()
  const figures = useFigures()
  const isSmall = count === null || (count > 0 && count < smallestCount)
  return <span className="figures">{isSmall ? words('report.few', { limit: smallestCount }) : figures(count)}</span>
}

function LanguageTable({ outcome }: { readonly outcome: Outcome }) {
  const words = useWords()
  return (
    // A table can be wider than a telephone, and who has no mouse scrolls it with the keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={words('report.byLanguage')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words('report.outcome')}</th>
            {outcome.languages.map(({ locale }) => (
              <th key={locale} scope="col" className={styles['count']}>
                {languageName(locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomeColumns.map((column) => (
            <tr key={column}>
              <th scope="row">{words(`report.columns.${column}`)}</th>
              {outcome.languages.map((row) => (
                <td key={row.locale} className={styles['count']}>
                  <Told count={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ExportButton({ outcome, campaign }: { readonly outcome: Outcome; readonly campaign: FullCampaign }) {
  const words = useWords()
  const save = (): void => {
    const titles = {
      language: words('report.language'),
      columns: outcomeColumns.map((column) => words(`report.columns.${column}`)),
      time: [words('report.from'), words('report.accepted'), words('report.delivered')],
    }
    saveFile(`${campaign.slug}.csv`, 'text/csv;charset=utf-8', reportCsv(outcome, titles, languageName))
  }
  return (
    <Group>
      <Button variant="default" size="xs" onClick={save}>
        {words('report.saveTable')}
      </Button>
    </Group>
  )
}
