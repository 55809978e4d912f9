import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { hideFew, type ToldCount } from '#domain/small-counts'
import { languageName } from '../../../parts/language-name.ts'
import { EmptyNote, Panel, PanelRow } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useTold } from '../../../parts/told.ts'
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
  const { id, status } = campaign
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
          <Numbers account={account} isTold={report.providers.some(({ provider }) => provider !== 'smtp')} />
        </Panel>
        {outcome !== undefined && (
          <Panel title={words('report.curve')}>
            <OutcomeChart outcome={outcome} campaign={campaign} />
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
        {account.uncertain !== 0 && <UncertainPanel />}
        <Panel title={words('report.after')}>
          {(['bouncedHard', 'bouncedSoft', 'delayed', 'complained'] as const).map((name) => (
            <PanelRow key={name} aside={<Told count={hideFew(account[name])} />}>
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

/** @param isTold whether any provider tells what arrived; a mail server that only relays letters does not */
function Numbers({
  account,
  isTold,
}: {
  readonly account: Record<'accepted' | 'delivered' | 'left', number>
  readonly isTold: boolean
}) {
  const words = useWords()
  return (
    <dl className={styles['numbers']}>
      {(['accepted', 'delivered', 'left'] as const).map((name) => (
        <div key={name}>
          <dt className="hint">{words(`report.${name}`)}</dt>
          {name === 'delivered' && !isTold && account.delivered === 0 ? (
            <dd className={styles['untold']}>{words('report.untold')}</dd>
          ) : (
            <dd className={styles['big']}>
              <Told count={hideFew(account[name])} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** What it means that nobody knows of a letter whether it left, and what a person can do. */
function UncertainPanel() {
  const words = useWords()
  return (
    <Panel title={words('report.uncertain.title')}>
      {(['what', 'rule', 'act'] as const).map((part) => (
        <p key={part} className={styles['under']}>
          {words(`report.uncertain.${part}`)}
        </p>
      ))}
    </Panel>
  )
}

function Told({ count }: { readonly count: ToldCount }) {
  return <span className="figures">{useTold()(count)}</span>
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
    const csv = reportCsv(outcome, titles, languageName)
    saveFile(`${campaign.slug}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }))
  }
  return (
    <Group>
      <Button variant="default" size="xs" onClick={save}>
        {words('report.saveTable')}
      </Button>
    </Group>
  )
}
