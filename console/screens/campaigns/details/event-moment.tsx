import { useLocale } from 'use-intl'
import { useDates } from '../../../parts/dates.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import styles from './details.module.css'
import { spanOf, type EventValues } from './event-values.ts'

/** When an event is, on the clock of its place and on ours, and where, as a reader would say it. */
export function EventMoment({ values }: { readonly values: EventValues }) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  const ours = useOrganisationZone()
  const span = spanOf(values)
  if (span === null) return <p className="hint">{words('details.event.unsaid')}</p>
  const { start, end } = span
  const lasts = end.since(start, { largestUnit: 'days' }).toLocaleString(locale, { style: 'long' })
  const say = (zone: string): string => {
    const at = start.withTimeZone(zone)
    const until = end.withTimeZone(zone)
    const parts = {
      day: dates.day(at.toPlainDate(), 'long'),
      start: dates.time(at.toInstant(), zone),
      end: at.toPlainDate().equals(until.toPlainDate())
        ? dates.time(until.toInstant(), zone)
        : dates.moment(until.toInstant(), zone),
    }
    return words('details.event.span', parts)
  }
  const isElsewhere = start.offsetNanoseconds !== start.withTimeZone(ours).offsetNanoseconds
  return (
    <div className={styles['look']} aria-live="polite">
      <h3>{values.name[locale] || words('details.event.unnamed')}</h3>
      <dl className={styles['facts']}>
        <div>
          <dt>{words('details.clockOf', { zone: dates.clocks(values.timeZone) })}</dt>
          <dd>
            {say(values.timeZone)} <span className="hint">{lasts}</span>
          </dd>
        </div>
        {isElsewhere && (
          <div>
            <dt>{words('details.clockOf', { zone: dates.clocks(ours) })}</dt>
            <dd>{say(ours)}</dd>
          </div>
        )}
        <div>
          <dt>{words('details.event.where')}</dt>
          <dd>
            {values.isOnline ? words('details.event.online') : values.place[locale] || words('details.event.open')}
          </dd>
        </div>
      </dl>
    </div>
  )
}
