import { useQuery } from '@tanstack/react-query'
import { audienceRuleSchema } from '#domain/audience'
import { embargoEnd, type Embargo } from '#domain/embargo'
import { viewerZone } from '../../../parts/clock.ts'
import { useDates } from '../../../parts/dates.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import { audienceQuery, type FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'

const shownMax = 8

type EmbargoZonesProps = { readonly campaign: FullCampaign; readonly embargo: Embargo }

/** When an embargo ends: on the clock it was set by, on ours, and on those of most readers. */
export function EmbargoZones({ campaign, embargo }: EmbargoZonesProps) {
  const words = useWords()
  const dates = useDates()
  const ours = useOrganisationZone()
  const { data } = useQuery(audienceQuery(campaign.id, campaign.revision?.audience ?? audienceRuleSchema.parse({})))
  const end = embargoEnd(embargo)
  const readers = (data?.byTimeZone ?? []).flatMap(({ timeZone }) => timeZone ?? [])
  const zones = [...new Set([embargo.timeZone, ours, viewerZone(), ...readers])].slice(0, shownMax)
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{words('details.embargo.zones')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('schedule.zone')}</th>
            <th scope="col">{words('details.embargo.ends')}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => (
            <tr key={zone}>
              <th scope="row">{dates.clocks(zone)}</th>
              <td>{dates.moment(end, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
