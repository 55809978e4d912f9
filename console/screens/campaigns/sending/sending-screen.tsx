import { Alert, Progress as Bar } from '@mantine/core'
import { useDates, useFigures } from '../../../parts/dates.ts'
import { Icon } from '../../../parts/icon.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
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
            progress !== null && <Flight progress={progress} />
          )}
        </Panel>
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

function Flight({ progress: { account } }: { readonly progress: Progress }) {
  const words = useWords()
  const figures = useFigures()
  const done = account.frozen - account.waiting
  const sentence = words('home.flight', { done: figures(done), all: figures(account.frozen) })
  return (
    <>
      <p className={`${styles['big']} figures`}>{figures(done)}</p>
      <p aria-live="polite">{sentence}</p>
      <Bar.Root size={8} mt="sm">
        <Bar.Section value={share(done, account.frozen)} className={styles['lit']} aria-label={sentence} />
      </Bar.Root>
    </>
  )
}

function Zones({ zones }: { readonly zones: Progress['zones'] }) {
  const words = useWords()
  const dates = useDates()
  const figures = useFigures()
  const ours = useOrganisationZone()
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words('schedule.zone')}</th>
            <th scope="col">{words('schedule.here', { zone: dates.clocks(ours) })}</th>
            <th scope="col" className={styles['count']}>
              {words('flight.settled')}
            </th>
            <th scope="col">{words('flight.state')}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map(({ timeZone, dueAt, isExpanded, frozen, settled }) => {
            const isDone = isExpanded && settled === frozen
            return (
              <tr key={timeZone}>
                <th scope="row">{timeZone === '*' ? words('flight.everyone') : dates.clocks(timeZone)}</th>
                <td>{dates.moment(dueAt, ours)}</td>
                <td className={styles['count']}>
                  {words('flight.of', { done: figures(settled), all: figures(frozen) })}
                </td>
                <td>
                  {words(isDone ? 'flight.zone.done' : frozen > 0 ? 'flight.zone.sending' : 'flight.zone.waiting')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}
