import { nightZones } from '#domain/night-hours'
import { firstSendInstant, sendInstantIn } from '#domain/send-time'
import { useDates } from '../../../parts/dates.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import styles from './preview-panel.module.css'

type ArrivalProps = { readonly schedule: FullCampaign['schedule']; readonly zone: string }

/** When a letter comes to a reader in a zone, on the clocks there. */
export function Arrival({ schedule, zone }: ArrivalProps) {
  const words = useWords()
  const dates = useDates()
  if (schedule === null || schedule.mode === 'on-outcome')
    return <p className="hint">{words(schedule === null ? 'schedule.none' : 'schedule.onOutcome')}</p>
  const instant = schedule.mode === 'instant' ? firstSendInstant(schedule) : sendInstantIn(schedule, zone)
  return (
    <p className="hint">
      {words('preview.comes', { moment: dates.moment(instant, zone) })}
      {nightZones(schedule, [zone]).length > 0 && <b className={styles['night']}> {words('schedule.night')}</b>}
    </p>
  )
}
