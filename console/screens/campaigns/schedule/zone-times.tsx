import { useQuery } from '@tanstack/react-query'
import { nightZones } from '#domain/night-hours'
import { firstSendInstant, sendInstantIn, type ClockSchedule } from '#domain/send-time'
import { useDates } from '../../../parts/dates.ts'
import { useTold } from '../../../parts/told.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import { audienceQuery, type FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'

type ZoneTimesProps = {
  readonly campaignId: string
  readonly audience: NonNullable<FullCampaign['revision']>['audience']
  readonly schedule: ClockSchedule
}

const shownMax = 12

/** When a letter comes in every zone: on the clocks there, and on ours. */
export function ZoneTimes({ campaignId, audience, schedule }: ZoneTimesProps) {
  const words = useWords()
  const dates = useDates()
  const tell = useTold()
  const ours = useOrganisationZone()
  const { data } = useQuery(audienceQuery(campaignId, audience))
  const zones = (data?.byTimeZone ?? []).slice(0, shownMax)
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{words('schedule.zone')}</th>
            <th scope="col">{words('schedule.there')}</th>
            <th scope="col">{words('schedule.here', { zone: dates.clocks(ours) })}</th>
            <th scope="col" className={styles['count']}>
              {words('schedule.readers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {zones.map(({ timeZone, count }) => {
            const zone = timeZone ?? schedule.timeZone
            const instant = schedule.mode === 'instant' ? firstSendInstant(schedule) : sendInstantIn(schedule, zone)
            const there = dates.moment(instant, zone)
            return (
              <tr key={timeZone ?? ''}>
                <th scope="row">{timeZone === null ? words('audience.noZone') : dates.clocks(timeZone)}</th>
                <td>
                  {there}
                  {nightZones(schedule, [zone]).length > 0 && (
                    <b className={styles['look']}> {words('schedule.night')}</b>
                  )}
                </td>
                <td>{dates.moment(instant, ours)}</td>
                <td className={styles['count']}>{tell(count)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
