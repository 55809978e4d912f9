import { useQuery } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import { useDates } from '../../../parts/dates.ts'
import { EmptyNote, PanelRow } from '../../../parts/panel.tsx'
import { useTold } from '../../../parts/told.ts'
import { useWords } from '../../../words.tsx'
import { audienceQuery } from '../campaign-queries.ts'

const shownMax = 12

/** In which zones the readers of a letter are, the most first. */
export function ZoneCounts({ campaignId, audience }: { readonly campaignId: string; readonly audience: AudienceRule }) {
  const words = useWords()
  const dates = useDates()
  const tell = useTold()
  const { data } = useQuery(audienceQuery(campaignId, audience))
  if (data === undefined) return null
  const shown = data.byTimeZone.slice(0, shownMax)
  const rest = data.byTimeZone.length - shown.length
  if (shown.length === 0) return <EmptyNote>{words('audience.nobody')}</EmptyNote>
  return (
    <>
      {shown.map(({ timeZone, count }) => (
        <PanelRow key={timeZone ?? ''} aside={<span className="figures">{tell(count)}</span>}>
          {timeZone === null ? words('audience.noZone') : dates.clocks(timeZone)}
        </PanelRow>
      ))}
      {rest > 0 && (
        <PanelRow aside={<span className="figures">{words('audience.zoneCount', { count: rest })}</span>}>
          {words('audience.otherZones')}
        </PanelRow>
      )}
    </>
  )
}
