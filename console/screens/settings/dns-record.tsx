import { Button, CopyButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { RecordFault } from '#domain/sender-domain'
import type { RecordSource } from '#domain/sender-records'
import { useWords } from '../../words.tsx'
import styles from './settings.module.css'

type DnsRecordProps = {
  readonly name: string
  readonly type: 'TXT' | 'MX'
  readonly found: readonly string[] | null
  readonly wanted: string | null
  readonly source: RecordSource
  readonly fault: RecordFault | null
}

/** One record as the form of a DNS host asks for it: type, name and value, with what stands there now. */
export function DnsRecord({ name, type, found, wanted, source, fault }: DnsRecordProps) {
  const words = useWords()
  const isToPublish = fault !== null && wanted !== null
  return (
    <div className={styles['record']}>
      <dl>
        <Line term={words('settings.sender.type')}>
          <code>{type}</code>
        </Line>
        <Line term={words('settings.sender.name')} copied={name}>
          <code>{name}</code>
        </Line>
        {isToPublish && (
          <Line term={words('settings.sender.value')} copied={wanted}>
            <code>{wanted}</code>
          </Line>
        )}
        <Line term={words('settings.sender.found')}>
          {found === null && <span className="hint">{words('settings.sender.noAnswer')}</span>}
          {found?.length === 0 && <span className="hint">{words('settings.sender.nothing')}</span>}
          {found?.map((text) => (
            <code key={text}>{text}</code>
          ))}
        </Line>
      </dl>
      <p className={fault === null ? styles['pine'] : undefined}>
        {fault === null ? words('settings.sender.inOrder') : words(`settings.sender.fault.${fault}`)}
        {fault !== null &&
          fault !== 'no-answer' &&
          ` ${words(source === 'here' ? 'settings.sender.publish' : `settings.sender.source.${source}`)}`}
      </p>
    </div>
  )
}

type LineProps = {
  readonly term: string
  /** What the button at its end copies; without it there is none. */
  readonly copied?: string
  readonly children: ReactNode
}

function Line({ term, copied, children }: LineProps) {
  const words = useWords()
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
      {copied !== undefined && (
        <dd>
          <CopyButton value={copied}>
            {({ copied: isCopied, copy }) => (
              <Button
                variant="default"
                size="xs"
                onClick={copy}
                aria-label={`${words('settings.copy')}: ${term} ${copied}`}
              >
                {words(isCopied ? 'account.copied' : 'settings.copy')}
              </Button>
            )}
          </CopyButton>
        </dd>
      )}
    </div>
  )
}
