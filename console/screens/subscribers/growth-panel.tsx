import { Select, Table } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import { locales } from '#domain/locale'
import { useDates } from '../../parts/dates.ts'
import { languageName } from '../../parts/language-name.ts'
import { Panel } from '../../parts/panel.tsx'
import { useTold, useToldNote } from '../../parts/told.ts'
import { useWords } from '../../words.tsx'
import type { Readership } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

type Month = Readership['months'][number]
type Comings = Month['byLocale']['en']

const turns = ['joined', 'left'] as const

/** Who came and who left, month by month, the newest first: language by language, or of one topic. */
export function GrowthPanel({ months, topics }: Pick<Readership, 'months' | 'topics'>) {
  const words = useWords()
  const locale = useLocale()
  const [topicId, setTopicId] = useState<string | null>(null)
  const byLanguage = ''
  const choices = [
    { value: byLanguage, label: words('readers.byLanguage') },
    { group: words('readers.byTopic'), items: topics.map(({ id, name }) => ({ value: id, label: name[locale] })) },
  ]
  return (
    <Panel title={words('readers.growth')}>
      <Select
        className={styles['by']}
        label={words('readers.by')}
        data={choices}
        value={topicId ?? byLanguage}
        allowDeselect={false}
        onChange={(chosen) => setTopicId(chosen === byLanguage ? null : chosen)}
      />
      <GrowthTable months={months} topicId={topicId} />
      <p className="hint">
        {words('readers.growthHint')} {useToldNote()}
      </p>
    </Panel>
  )
}

function GrowthTable({ months, topicId }: Pick<Readership, 'months'> & { readonly topicId: string | null }) {
  const words = useWords()
  const dates = useDates()
  const tell = useTold()
  const parts = topicId === null ? locales : [null]
  const comingsIn = (month: Month): Comings[] =>
    topicId === null
      ? locales.map((locale) => month.byLocale[locale])
      : [month.byTopic[topicId] ?? { joined: 0, left: 0 }]
  const most = Math.max(1, ...months.flatMap((month) => turns.map((turn) => sum(comingsIn(month), turn))))
  return (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['wide']} tabIndex={0} role="region" aria-label={words('readers.table')}>
      <Table className={styles['growth']} data-parts={parts.length} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('readers.month')}</Table.Th>
            {parts.flatMap((locale) =>
              turns.map((turn) => (
                <Table.Th key={`${locale} ${turn}`}>
                  {locale !== null && <span lang={locale}>{languageName(locale)} </span>}
                  {words(`readers.${turn}`)}
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
              {comingsIn(month).flatMap((comings, part) =>
                turns.map((turn) => (
                  <Table.Td key={`${parts[part]} ${turn}`} className="figures">
                    {tell(comings[turn])}
                  </Table.Td>
                )),
              )}
              <Table.Td>
                <span className={styles['bars']} aria-hidden="true">
                  {turns.map((turn) => (
                    <span
                      key={turn}
                      className={`${styles['bar']} ${styles[turn]}`}
                      style={{ width: `${(100 * sum(comingsIn(month), turn)) / most}%` }}
                    />
                  ))}
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

// What is hidden is drawn as nothing, so that no length tells it.
function sum(comings: readonly Comings[], turn: (typeof turns)[number]): number {
  return comings.reduce((total, one) => total + (one[turn] ?? 0), 0)
}
