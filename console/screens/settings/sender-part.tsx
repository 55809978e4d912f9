import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useWords } from '../../words.tsx'
import { DnsRecord } from './dns-record.tsx'
import { senderQuery } from './settings-queries.ts'
import styles from './settings.module.css'

const looks = {
  proven: ['pine', 'tick'],
  missing: ['plum', 'close'],
  weak: ['ochre', 'warning'],
  unknown: ['ochre', 'question'],
} as const satisfies Record<string, readonly [string, IconName]>

/** What proves to receiving servers that a letter is ours, as the DNS says it now, with what to publish where it does not. */
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
        <div className={styles['fields']}>
          <p>{words('settings.sender.what', { address: data.address })}</p>
          <p className="hint">{words('settings.sender.wait')}</p>
        </div>
      </Panel>
      {data.proofs.map(({ proof, standing, records }) => {
        const [colour, icon] = looks[standing]
        return (
          <Panel
            key={proof}
            title={proof === 'MX' ? words('settings.sender.wayBack') : proof}
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
                <DnsRecord key={record.name} {...record} />
              ))}
            </div>
          </Panel>
        )
      })}
    </>
  )
}
