import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import { isSureDay } from '../../parts/certainty.ts'
import { useDates } from '../../parts/dates.ts'
import { useShownStatus } from '../../parts/use-shown-status.ts'
import { calendarQuery, type Calendar } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './horizon.module.css'
import { placeOf, placeOnHorizon, type HorizonEvent } from './horizon-points.ts'

const daysBehind = 12
const daysAhead = 88

/** A hundred days as one line of light: what is past is lit, what comes stands above it. */
export function Horizon({ today }: { readonly today: Temporal.PlainDate }) {
  const words = useWords()
  const dates = useDates()
  const from = today.subtract({ days: daysBehind })
  const stretch = { from, days: daysBehind + daysAhead }
  const to = today.add({ days: daysAhead })
  const { data } = useQuery(calendarQuery({ from: String(from), to: String(to) }))
  const events = useHorizonEvents(data)
  const points = placeOnHorizon(events, stretch)
  const now = placeOf(today, stretch)
  return (
    <div className={styles['frame']}>
      {/* What can be moved sideways on a phone is reached by the keyboard as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles['horizon']} tabIndex={0} aria-label={words('horizon.label')}>
        <div className={styles['inner']}>
          <h2 className={styles['title']}>{words('horizon.title')}</h2>
          <p className={styles['key']}>
            <span>
              <i />
              {words('horizon.fixed')}
            </span>
            <span>
              <i className={styles['soft']} />
              {words('horizon.expected')}
            </span>
          </p>
          <div className={styles['base']} />
          <div className={styles['lit']} style={{ width: `calc(${now}% + 26px)` }} />
          <ol>
            {points.map(({ id, day, name, state, left, level, endsAtLine, isSure: isFixed }) => (
              <li
                key={id}
                className={`${styles['point']} ${isFixed ? '' : styles['unsure']} ${endsAtLine ? styles['before'] : ''}`}
                style={{ left: `${left}%` }}
              >
                {level !== null && <u style={{ height: `${46 + level * 50}px` }} />}
                <Link
                  to="/calendar"
                  search={{ on: String(day) }}
                  className={level === null ? styles['bare'] : styles['label']}
                  style={{ bottom: level === null ? 0 : `${18 + level * 50}px` }}
                  title={level === null ? `${dates.day(day, 'short')} ${name}` : undefined}
                >
                  <b>{dates.day(day, 'short')}</b> {name}
                  <br />
                  <span>{state}</span>
                </Link>
                <i />
              </li>
            ))}
          </ol>
          <div className={styles['now']} style={{ left: `${now}%` }}>
            <span>{words('horizon.today')}</span>
          </div>
          {monthsIn(today, to).map((month) => (
            <span key={String(month)} className={styles['month']} style={{ left: `${placeOf(month, stretch)}%` }}>
              {dates.day(month, 'monthOnly')}
            </span>
          ))}
          {(data?.crowded ?? []).map((crowd) => (
            <span
              key={`${crowd.from} ${crowd.topics.join()}`}
              className={styles['crowd']}
              style={edges(
                placeOf(Temporal.PlainDate.from(crowd.from), stretch),
                placeOf(Temporal.PlainDate.from(crowd.to), stretch),
              )}
              title={words('horizon.crowdedTitle', { span: dates.span(crowd.from, crowd.to) })}
            />
          ))}
        </div>
      </section>
    </div>
  )
}

type ShownEvent = HorizonEvent & { readonly state: string }

function useHorizonEvents(data: Calendar | undefined): ShownEvent[] {
  const words = useWords()
  const locale = useLocale()
  const shownStatus = useShownStatus()
  if (data === undefined) return []
  const occurrences = data.occurrences
    .filter(({ certainty }) => certainty !== 'cancelled')
    .map(({ observanceId, occurrence, name, startsOn, certainty, steps }): ShownEvent => {
      const sure = isSureDay(certainty)
      const draft = steps.find(({ draft: found }) => found !== null && found.status !== 'cancelled')?.draft
      const state = draft
        ? words(`status.${shownStatus(draft.status)}`)
        : words(sure ? 'horizon.planned' : 'horizon.dayExpected')
      const day = Temporal.PlainDate.from(startsOn)
      return { id: `${observanceId} ${occurrence}`, day, name: name[locale], isSure: sure, state }
    })
  const campaigns = data.campaigns.flatMap(({ id, name, status, day, isTentative }): ShownEvent[] =>
    day === null || status === 'cancelled'
      ? []
      : [
          {
            id,
            day: Temporal.PlainDate.from(day),
            name,
            isSure: !isTentative,
            state: words(`status.${shownStatus(status)}`),
          },
        ],
  )
  return [...occurrences, ...campaigns]
}

function monthsIn(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const first = from.with({ day: 1 }).add({ months: 1 })
  const months = first.until(to, { largestUnit: 'month' }).months
  return Array.from({ length: Math.max(0, months + 1) }, (_, index) => first.add({ months: index }))
}

function edges(from: number, to: number): { left: string; width: string } {
  const left = Math.max(0, from)
  return { left: `${left}%`, width: `${Math.max(1, Math.min(100, to) - left)}%` }
}
