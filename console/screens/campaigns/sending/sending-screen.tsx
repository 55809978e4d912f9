import { Alert, Progress as Bar } from '@mantine/core'
import { useDates, useFigures } from '../../../parts/dates.ts'
import { Icon } from '../../../parts/icon.tsx'
import { languageName } from '../../../parts/language-name.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { PartProgress, shareOf } from '../../../parts/part-progress.tsx'
import { StatusMark } from '../../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import styles from '../campaign.module.css'
import { Departure } from '../schedule/schedule-screen.tsx'
import { useCampaign } from '../use-campaign.ts'
import { Ledger } from './ledger.tsx'
import { SendingActs } from './sending-acts.tsx'
import { useProgress, type Progress } from './use-progress.ts'

/** A letter on its way, as it goes: how many, where to next, and every reader accounted for. */
export function SendingScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const progress = useProgress(campaign.id)
  const { status, holdReason, releasedAt } = campaign
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        {status === 'held' && holdReason !== null && (
          <Alert color="plum" icon={<Icon name="pause" />} title={words('flight.held')}>
            {words(`hold.${holdReason}`)}
          </Alert>
        )}
        {status === 'paused' && (
          <Alert color="plum" icon={<Icon name="pause" />} title={words('flight.paused')}>
            {words('flight.pausedDetail')}
          </Alert>
        )}
        <Panel title={words('flight.title')} aside={<StatusMark status={progress?.status ?? status} />}>
          {releasedAt === null ? (
            <Departure campaign={campaign} />
          ) : (
            progress !== null && <Flight progress={progress} isLocal={campaign.schedule?.mode === 'local-time'} />
          )}
        </Panel>
        {progress !== null && progress.languages.length > 0 && (
          <Panel title={words('flight.languages')}>
            <Languages languages={progress.languages} />
          </Panel>
        )}
        {progress !== null && progress.zones.length > 0 && (
          <Panel title={words('flight.zones')}>
            <Zones zones={progress.zones} />
          </Panel>
        )}
      </div>
      <div className={styles['stack']}>
        <Panel title={words('flight.acts')}>
          <SendingActs campaign={campaign} />
          {(status === 'sent' || status === 'cancelled') && <EmptyNote>{words(`flight.over.${status}`)}</EmptyNote>}
        </Panel>
        {releasedAt !== null && progress !== null && (
          <Panel title={words('balance.title')}>
            <Ledger account={progress.account} />
          </Panel>
        )}
      </div>
    </div>
  )
}

/** @param isLocal whether each zone has its own hour: then those whose hour has not come have no place yet */
function Flight({
  progress: { account, status, zones },
  isLocal,
}: {
  readonly progress: Progress
  readonly isLocal: boolean
}) {
  const words = useWords()
  const figures = useFigures()
  const sentence = words('home.flight', { done: figures(account.settled), all: figures(account.frozen) })
  return (
    <>
      <p className={`${styles['big']} figures`}>{figures(account.settled)}</p>
      <p aria-live="polite">{sentence}</p>
      {isLocal && status === 'sending' && zones.every(({ timeZone }) => timeZone !== '*') && (
        <p className="hint">{words('flight.moreZones')}</p>
      )}
      <Bar.Root size={8} mt="sm">
        <Bar.Section
          value={account.waiting === 0 ? 100 : shareOf(account.settled, account.frozen)}
          className={styles['lit']}
          aria-label={sentence}
        />
      </Bar.Root>
    </>
  )
}

function Languages({ languages }: { readonly languages: Progress['languages'] }) {
  const words = useWords()
  return languages.map(({ locale, ...part }) => {
    const name = locale === null ? words('flight.severalLanguages') : languageName(locale)
    return (
      <PartProgress
        key={locale}
        name={<span {...(locale !== null && { lang: locale })}>{name}</span>}
        label={name}
        {...part}
      />
    )
  })
}

function Zones({ zones }: { readonly zones: Progress['zones'] }) {
  const words = useWords()
  const dates = useDates()
  const ours = useOrganisationZone()
  return zones.map(({ timeZone, dueAt, frozen, settled, state }) => {
    const name = timeZone === '*' ? words('flight.everyone') : dates.clocks(timeZone)
    const hint = words('flight.due', { moment: dates.moment(dueAt, ours), zone: dates.clocks(ours) })
    return <PartProgress key={timeZone} name={name} label={name} hint={hint} {...{ frozen, settled, state }} />
  })
}
