import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { LinkButton } from '../../parts/link-button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useTold } from '../../parts/told.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { ReadersPanel } from '../home/readers-panel.tsx'
import { GrowthPanel } from './growth-panel.tsx'
import { LookUpPanel } from './look-up-panel.tsx'
import { readershipQuery } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

/** The list: how it grows, what readers chose, and one reader at a time for those who may. */
export function SubscribersScreen() {
  const words = useWords()
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const { data, error } = useQuery(readershipQuery)
  const tell = useTold()
  return (
    <>
      <PageHead
        title={words('readers.title')}
        actions={
          me !== undefined &&
          mayRole(me.role, 'import-subscribers') && (
            <LinkButton to="/subscribers/import" icon="add">
              {words('readers.import.title')}
            </LinkButton>
          )
        }
      />
      <ProblemNote error={data === undefined ? error : null} />
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          {me !== undefined && mayRole(me.role, 'see-subscriber') && <LookUpPanel role={me.role} />}
          {data !== undefined && <GrowthPanel months={data.months} topics={data.topics} />}
        </div>
        <div className={styles['stack']}>
          <ReadersPanel />
          <Panel title={words('readers.byTopic')}>
            {data?.topics.map(({ id, name, readers }) => (
              <PanelRow key={id} aside={<span className="figures">{tell(readers)}</span>}>
                {name[locale]}
              </PanelRow>
            ))}
            <p className="hint">{words('readers.byTopicHint')}</p>
          </Panel>
          <Panel title={words('readers.suppressed')}>
            {data?.suppressions.map(({ reason, addresses }) => (
              <PanelRow key={reason} aside={<span className="figures">{tell(addresses)}</span>}>
                {words(`readers.reason.${reason}`)}
              </PanelRow>
            ))}
            <p className="hint">{words('readers.suppressedHint')}</p>
          </Panel>
        </div>
      </div>
    </>
  )
}
