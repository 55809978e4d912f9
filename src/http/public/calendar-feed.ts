import type { PublicCalendar, PublicDay } from '#actions/read-public-calendar'
import { isTooVague } from '#domain/plan-observances'
import type { Words } from '../words.ts'
import { writeCalendarFile, type CalendarFileEntry } from './calendar-file.ts'
import { bothDaysNote, certaintyNote, dayAnchor } from './calendar-words.ts'
import { titleFor } from './parts/letter-list.tsx'
import { withLanguage } from './visit.ts'

/** Often enough for a vote that is announced a day ahead, and seldom enough to cost nobody anything. */
const refreshSeconds = 12 * 60 * 60

/** In which language a feed is, whose it is, and where it stands. */
type FeedVoice = { readonly words: Words; readonly publicUrl: string; readonly organisation: string }

/**
 * The public calendar as a file to subscribe to: the same for everyone. What is only expected stands there over the
 * whole of its usual time, and its name says so; a time so long that it would cover the reader’s own calendar is left out.
 */
export function writeCalendarFeed({ days }: Pick<PublicCalendar, 'days'>, voice: FeedVoice): string {
  const { words, organisation } = voice
  const entries = days.filter(({ occurrence }) => !isTooVague(occurrence)).map((day) => entryOf(day, voice))
  return writeCalendarFile(entries, {
    locale: words.locale,
    name: words.page('calendar.file.name', { organisation }),
    refreshSeconds,
  })
}

const statuses = {
  fixed: 'confirmed',
  confirmed: 'confirmed',
  tentative: 'tentative',
  expected: 'tentative',
  cancelled: 'cancelled',
} as const

function entryOf(day: PublicDay, voice: FeedVoice): CalendarFileEntry {
  const { words, publicUrl } = voice
  const { certainty, startsOn, endsOn } = day.occurrence
  const name = day.name[words.locale]
  const status = statuses[certainty]
  return {
    uid: `${dayAnchor(day)}@${new URL(publicUrl).hostname}`,
    summary:
      certainty === 'fixed' || certainty === 'confirmed' ? name : words.page(`calendar.file.${certainty}`, { name }),
    description: describe(day, voice),
    url: `${publicUrl}${withLanguage('/calendar', words.locale)}#${dayAnchor(day)}`,
    stamp: day.changedAt,
    sequence: day.version,
    status,
    isFree: true,
    start: startsOn,
    end: endsOn.add({ days: 1 }),
  }
}

function describe(day: PublicDay, { words, publicUrl }: FeedVoice): string {
  const { locale } = words
  const source = day.sourceUrl === null ? null : `${words.page('calendar.source')} ${day.sourceUrl}`
  const letters = day.letters.map((letter) => {
    const title = words.page('calendar.file.letter', { title: titleFor(letter, locale).text })
    return `${title} ${publicUrl}${withLanguage(`/letters/${letter.slug}`, locale)}`
  })
  return [day.summary[locale], certaintyNote(day, words), bothDaysNote(day, words), source, ...letters]
    .filter((line) => line !== null)
    .join('\n\n')
}
