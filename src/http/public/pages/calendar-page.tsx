import type { PublicCalendar, PublicDay } from '#actions/read-public-calendar'
import { isBefore } from '#domain/day-span'
import { locales } from '#domain/locale'
import { isSure } from '#domain/occurrence'
import { bothDaysNote, certaintyNote, dayAnchor } from '../calendar-words.ts'
import { formatDay, formatMonth, formatMonthDay, formatWeekday } from '../dates.ts'
import { titleFor } from '../parts/letter-list.tsx'
import type { Visit } from '../visit.ts'

type CalendarProps = {
  readonly visit: Visit
  readonly calendar: PublicCalendar
  /** The address of the feed in the language of the visit. */
  readonly feedUrl: string
}

/** The days around which letters arrive: one thread, lit up to today. */
export function CalendarPage({ visit, calendar, feedUrl }: CalendarProps) {
  const { words, locale, link } = visit
  if (calendar.days.length === 0)
    return (
      <main class="wrap cal" id="main">
        <h1>{words.page('calendar.title')}</h1>
        <p class="lead">{words.page('calendar.empty')}</p>
        <a class="button" href={link('/')}>
          {words.page('letters.emptyAction')}
        </a>
      </main>
    )
  return (
    <main class="wrap cal" id="main">
      <div class="cal-head">
        <div>
          <h1>{words.page('calendar.title')}</h1>
          <p class="lead">{words.page('calendar.lead')}</p>
        </div>
        <p class="cal-ways">
          <a href="#today">{words.page('calendar.toToday')}</a>
          <a class="button quiet" href="#subscribe">
            {words.page('calendar.add')}
          </a>
        </p>
      </div>
      {monthsOf(calendar).map(({ month, rows }) => (
        <section class="month">
          <h2>{formatMonth(month, locale)}</h2>
          <ol>
            {rows.map(({ on, day }) =>
              day === null ? (
                <li class="today" id="today">
                  <time datetime={on.toString()}>{words.page('calendar.today', { day: formatDay(on, locale) })}</time>
                </li>
              ) : (
                <Day visit={visit} day={day} isPast={isBefore(day.occurrence.endsOn, calendar.today)} />
              ),
            )}
          </ol>
        </section>
      ))}
      <Subscribing visit={visit} feedUrl={feedUrl} />
    </main>
  )
}

/** A row of the thread; that without a day is today. */
type Row = { readonly on: Temporal.PlainDate; readonly day: PublicDay | null }

function monthsOf({ today, days }: PublicCalendar): { month: Temporal.PlainDate; rows: readonly Row[] }[] {
  const rows: readonly Row[] = days.map((day) => ({ on: day.occurrence.startsOn, day }))
  const next = rows.findIndex(({ on }) => !isBefore(on, today))
  const withToday = rows.toSpliced(next === -1 ? rows.length : next, 0, { on: today, day: null })
  const months = Map.groupBy(withToday, ({ on }) => on.with({ day: 1 }).toString())
  return [...months].map(([first, itsRows]) => ({ month: Temporal.PlainDate.from(first), rows: itsRows }))
}

function Day({ visit, day, isPast }: { visit: Visit; day: PublicDay; isPast: boolean }) {
  const { words, locale } = visit
  const { certainty } = day.occurrence
  const isCertain = isSure(certainty)
  return (
    <li id={dayAnchor(day)} class={isCertain ? (isPast ? 'past' : undefined) : 'soft'}>
      <DayCell day={day} visit={visit} />
      <div>
        <h3>{day.name[locale]}</h3>
        {locales
          .filter((other) => other !== locale)
          .map((other) => (
            <p class="alt" lang={other}>
              {day.name[other]}
            </p>
          ))}
        {certainty !== 'fixed' && certainty !== 'confirmed' && (
          <p class="chip">{words.page(`calendar.${certainty}`)}</p>
        )}
        {/* Most days return, so that what is over is told of further down. */}
        {!isPast && <p>{day.summary[locale]}</p>}
        <DayNotes visit={visit} day={day} />
      </div>
    </li>
  )
}

/** What is known of a day beyond its name: how sure it is, who says so, and the letters about it. */
function DayNotes({ visit: { words, locale, link }, day }: { visit: Visit; day: PublicDay }) {
  const { sourceUrl, letters } = day
  const note = certaintyNote(day, words)
  const bothDays = bothDaysNote(day, words)
  return (
    <>
      {note !== null && (
        <p class="hint">
          {note}
          {sourceUrl !== null && (
            <>
              {` ${words.page('calendar.source')} `}
              <a href={sourceUrl} rel="noreferrer">
                {new URL(sourceUrl).hostname}
              </a>
            </>
          )}
        </p>
      )}
      {bothDays !== null && <p class="hint">{bothDays}</p>}
      {letters.length > 0 && (
        <div class="about">
          <span>{words.page('calendar.letters', { count: letters.length })}</span>
          <ul>
            {letters.map((letter) => {
              const title = titleFor(letter, locale)
              return (
                <li>
                  <a href={link(`/letters/${letter.slug}`)} lang={title.locale}>
                    {title.text}
                  </a>
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </>
  )
}

/** The day within its month, with its weekday; a usual time has none. */
function DayCell({ visit: { locale }, day: { occurrence } }: { visit: Visit; day: PublicDay }) {
  const { startsOn, endsOn, certainty } = occurrence
  const isOneDay = startsOn.equals(endsOn)
  const isWithinMonth = startsOn.toPlainYearMonth().equals(endsOn.toPlainYearMonth())
  const print = (date: Temporal.PlainDate) => (
    <time datetime={date.toString()}>{isWithinMonth ? date.day : formatMonthDay(date, locale)}</time>
  )
  const weekdays = (isOneDay ? [startsOn] : [startsOn, endsOn]).map((date) => formatWeekday(date, locale)).join('–')
  return (
    <p class={isWithinMonth ? 'date' : 'date word'}>
      {print(startsOn)}
      {!isOneDay && (isWithinMonth ? '–' : ' – ')}
      {!isOneDay && print(endsOn)}
      {(isSure(certainty) || certainty === 'tentative') && <small> {weekdays}</small>}
    </p>
  )
}

/** How the days come into a reader’s own calendar, and who then sees them there. */
function Subscribing({ visit: { words }, feedUrl }: { visit: Visit; feedUrl: string }) {
  const ways = ['apple', 'google', 'outlook'] as const
  return (
    <section class="feed" id="subscribe" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">{words.page('calendar.subscribeTitle')}</h2>
      <p>{words.page('calendar.subscribeLead')}</p>
      <p class="caution">{words.page('calendar.caution')}</p>
      <a class="button quiet" href={feedUrl.replace(/^https?:/, 'webcal:')}>
        {words.page('calendar.subscribeButton')}
      </a>
      <h3>{words.page('calendar.addressTitle')}</h3>
      <p>
        <a href={feedUrl}>
          <code>{feedUrl}</code>
        </a>
      </p>
      <dl>
        {ways.map((way) => (
          <div>
            <dt>{words.page(`calendar.${way}Title`)}</dt>
            <dd>{words.page(`calendar.${way}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
