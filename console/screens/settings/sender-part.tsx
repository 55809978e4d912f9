import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useWords } from '../../words.tsx'
import { senderQuery } from './settings-queries.ts'
import styles from './settings.module.css'

const looks = {
  proven: ['pine', 'tick'],
  missing: ['plum', 'close'],
  weak: ['ochre', 'warning'],
  unknown: ['ochre', 'question'],
} as const satisfies Record<string, readonly [string, IconName]>

/** What proves to receiving servers that a letter is ours, as the DNS says it now. */
export function SenderPart() {
  const words = useWords()
  const { data, error, isFetching, refetch } = useQuery(senderQuery)
  if (error !== null && data === undefined) return <ProblemNote error={error} />
  if (data === undefined) return <p className="hint">{words('settings.sender.asking')}</p>
  return (
    <>
      <Panel
        title={words('settings.sender.title', { domain: data.domain })}
        aside={
          <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
            {words('settings.sender.again')}
          </Button>
        }
      >
        <p>{words('settings.sender.what', { address: data.address })}</p>
      </Panel>
      {data.proofs.map(({ proof, standing, records }) => {
        const [colour, icon] = looks[standing]
        return (
          <Panel
            key={proof}
            title={proof}
            aside={
              <span className={`${styles['state']} ${styles[colour]}`}>
                <Icon name={icon} size={18} />
                {words(`settings.sender.standing.${standing}`)}
              </span>
            }
          >
            <div className={styles['fields']}>
              <p>{words(`settings.sender.about.${proof}`)}</p>
              {records.length === 0 && <p className="hint">{words('settings.sender.elsewhere')}</p>}
              {records.map((record) => (
                <DnsRecord key={record.name} proof={proof} isProven={standing === 'proven'} {...record} />
              ))}
            </div>
          </Panel>
        )
      })}
    </>
  )
}

type DnsRecordProps = {
  readonly proof: 'SPF' | 'DKIM' | 'DMARC'
  readonly isProven: boolean
  readonly name: string
  readonly found: readonly string[] | null
  readonly wanted: string | null
}

function DnsRecord({ proof, isProven, name, found, wanted }: DnsRecordProps) {
  const words = useWords()
  return (
    <div className={styles['fields']}>
      <CopyLine value={name} label={words('settings.sender.name')} />
      {found === null && <p>{words('settings.sender.noAnswer')}</p>}
      {found?.length === 0 && <p>{words('settings.sender.nothing')}</p>}
      {found?.map((text) => (
        <p key={text} className={styles['found']}>
          <code>{text}</code>
        </p>
      ))}
      {!isProven && wanted !== null && (
        <>
          <p>{words('settings.sender.publish')}</p>
          <CopyLine value={wanted} label={words('settings.sender.record')} />
        </>
      )}
      {!isProven && wanted === null && (
        <p>{words(proof === 'DKIM' ? 'settings.sender.askKey' : 'settings.sender.askHost')}</p>
      )}
    </div>
  )
}
