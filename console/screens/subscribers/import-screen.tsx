import { Button, FileInput, Table, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHead } from '../../parts/page-head.tsx'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useFigures } from '../../parts/dates.ts'
import { useWords } from '../../words.tsx'
import { columns, readRows, type ReadTable } from './read-rows.ts'
import { sendRows, type ImportAccount } from './send-rows.ts'
import { readershipQuery } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

/** Takes over people who agreed elsewhere: first a trial that says what would become of each row, then the import. */
export function ImportScreen() {
  const words = useWords()
  const [source, setSource] = useState('')
  const [text, setText] = useState('')
  const table = text.trim() === '' ? null : readRows(text)
  const { change: tried, faults } = useChange({
    send: (read: ReadTable) => sendRows({ table: read, source, isTrial: true }),
    refreshes: [],
  })
  const { change: imported } = useChange({
    send: (read: ReadTable) => sendRows({ table: read, source, isTrial: false }),
    refreshes: [readershipQuery.queryKey, ['audience']],
    onDone: () => setText(''),
  })
  const edit = (typed: string): void => {
    setText(typed)
    tried.reset()
    imported.reset()
  }
  const account = imported.data ?? tried.data
  return (
    <>
      <PageHead title={words('readers.import.title')} above={<Link to="/subscribers">{words('readers.title')}</Link>} />
      <div className={styles['stack']}>
        <Panel title={words('readers.import.who')}>
          <div className={styles['fields']}>
            <p>{words('readers.import.lead')}</p>
            <ProblemNote error={tried.error ?? imported.error} shown={['source']} />
            <TextInput
              label={words('readers.import.source')}
              description={words('readers.import.sourceHint')}
              value={source}
              onChange={({ currentTarget }) => setSource(currentTarget.value)}
              error={faults['source']}
            />
            <TableFile onRead={edit} />
            <Textarea
              label={words('readers.import.table')}
              description={words('readers.import.tableHint', { columns: columns.join(', ') })}
              autosize
              minRows={6}
              maxRows={16}
              spellCheck={false}
              value={text}
              onChange={({ currentTarget }) => edit(currentTarget.value)}
              error={
                table !== null && table.missingColumns.length > 0
                  ? words('readers.import.missing', { columns: table.missingColumns.join(', ') })
                  : undefined
              }
            />
            <div className={styles['foot']}>
              <Button
                variant="default"
                disabled={table === null || table.missingColumns.length > 0 || source.trim() === ''}
                loading={tried.isPending}
                onClick={() => table !== null && tried.mutate(table)}
              >
                {words('readers.import.try')}
              </Button>
              <Button
                disabled={table === null || tried.data === undefined || tried.data.imported === 0}
                loading={imported.isPending}
                onClick={() => table !== null && imported.mutate(table)}
              >
                {words('readers.import.do', { count: tried.data?.imported ?? 0 })}
              </Button>
            </div>
          </div>
        </Panel>
        {account !== undefined && <AccountPanel account={account} isDone={imported.data !== undefined} />}
      </div>
    </>
  )
}

function TableFile({ onRead }: { readonly onRead: (text: string) => void }) {
  const words = useWords()
  return (
    <FileInput
      size="md"
      clearable
      accept=".csv,.tsv,.txt,text/csv"
      label={words('readers.import.file')}
      placeholder={words('readers.import.choose')}
      onChange={(file) => void file?.text().then(onRead)}
    />
  )
}

function AccountPanel({ account, isDone }: { readonly account: ImportAccount; readonly isDone: boolean }) {
  const words = useWords()
  const figures = useFigures()
  return (
    <Panel title={words(isDone ? 'readers.import.done' : 'readers.import.wouldBe')}>
      <div role="status">
        {(['imported', 'known', 'suppressed'] as const).map((what) => (
          <PanelRow key={what} aside={<span className="figures">{figures(account[what])}</span>}>
            {words(`readers.import.${what}`)}
          </PanelRow>
        ))}
        <PanelRow aside={<span className="figures">{figures(account.faults.length)}</span>}>
          {words('readers.import.faulty')}
        </PanelRow>
      </div>
      {account.faults.length > 0 && (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('readers.import.line')}</Table.Th>
              <Table.Th>{words('readers.import.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {account.faults.map(({ line, code }) => (
              <Table.Tr key={line}>
                <Table.Td className="figures">{figures(line)}</Table.Td>
                <Table.Td>{words(`readers.import.fault.${code}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}
