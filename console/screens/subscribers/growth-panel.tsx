import { Table } from '@mantine/core'
import { locales, type Locale } from '#domain/locale'
import { useDates, useFigures } from '../../parts/dates.ts'
import { languageNames } from '../../parts/language-names.ts'
import { Panel } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'
import type { Readership } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

type Month = Readership['months'][number]

const hidden = '1–9'

/** Who came and who left, month by month and language by language, the newest month first. */
export function GrowthPanel({ months }: { readonly months: readonly Month[] }) {
  const words = useWords()
  const dates = useDates()
  const figures = useFigures()
  const most = Math.max(1, ...months.flatMap((month) => [sum(month, 'joined'), sum(month, 'left')]))
  const tell = (count: number | null): string => (count === null ? hidden : figures(count))
  return (
    <Panel title={words('readers.growth')}>
      {/* What scrolls has to be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['wide']} tabIndex={0} role="region" aria-label={words('readers.table')}>
        <Table className={styles['growth']} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('readers.month')}</Table.Th>
              {locales.flatMap((locale) =>
                (['joined', 'left'] as const).map((what) => (
                  <Table.Th key={`${locale} ${what}`}>
                    <span lang={locale}>{languageNames[locale]}</span> {words(`readers.${what}`)}
                  </Table.Th>
                )),
              )}
              <Table.Th>
                <span className="visually-hidden">{words('readers.drawn')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.toReversed().map((month) => (
              <Table.Tr key={month.month}>
                <Table.Th scope="row">{dates.day(`${month.month}-01`, 'month')}</Table.Th>
                {locales.flatMap((locale) =>
                  (['joined', 'left'] as const).map((what) => (
                    <Table.Td key={`${locale} ${what}`} className="figures">
                      {tell(month.byLocale[locale][what])}
                    </Table.Td>
                  )),
                )}
                <Table.Td>
                  <span className={styles['bars']} aria-hidden="true">
                    {(['joined', 'left'] as const).map((what) => (
                      <span
                        key={what}
                        className={`${styles['bar']} ${styles[what]}`}
                        style={{ width: `${(100 * sum(month, what)) / most}%` }}
                      />
                    ))}
                  </span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <p className="hint">{words('readers.growthHint')}</p>
    </Panel>
  )
}

// What is hidden is drawn as nothing, so that no length tells it.
function sum({ byLocale }: Month, what: 'joined' | 'left'): number {
  return locales.reduce((total, locale: Locale) => total + (byLocale[locale][what] ?? 0), 0)
}
