import ical from 'ical.js'
import { describe, expect, test } from 'vitest'
import observances from '#content/observances' with { type: 'json' }
import type { PublicDay } from '#actions/read-public-calendar'
import { locales } from '#domain/locale'
import { observanceSchema } from '#domain/observance'
import { occurrenceName, occurrencesIn, type Occurrence } from '#domain/occurrence'
import { writeCalendarFeed } from '#http/public/calendar-feed'
import { wordsIn } from '#http/words'

const publicUrl = 'https://news.example.org'
const decade = { from: Temporal.PlainDate.from('2026-01-01'), to: Temporal.PlainDate.from('2035-12-31') }

/** The first occurrence of every observance of the library. */
const seeded: readonly PublicDay[] = observanceSchema
  .array()
  .parse(observances)
  .flatMap((observance) => {
    const [occurrence] = occurrencesIn(observance, [], decade)
    if (!occurrence) throw new Error(`${observance.id} does not return.`)
    return dayOf(occurrence, { name: observance.name, summary: observance.summary, observanceId: observance.id })
  })

function dayOf(
  { startsOn, endsOn, nominalDate, timeZone }: Pick<Occurrence, 'startsOn' | 'endsOn' | 'nominalDate' | 'timeZone'>,
  changes: Partial<PublicDay> & { certainty?: Occurrence['certainty'] } = {},
): PublicDay {
  const { certainty = 'confirmed', ...others } = changes
  return {
    observanceId: 'a-day',
    name: { en: 'A day', ko: '어느 날' },
    summary: { en: 'Why.', ko: '까닭.' },
    occurrence: { startsOn, endsOn, nominalDate, timeZone, certainty },
    occurrenceName: occurrenceName({ type: 'dated', dates: [], lengthDays: 1 }, nominalDate),
    isDecided: false,
    sourceUrl: null,
    version: 0,
    changedAt: Temporal.Instant.from('2026-05-13T03:00:00Z'),
    letters: [],
    ...others,
  }
}

const oneDay = Temporal.PlainDate.from('2026-11-19')
const vote = { startsOn: oneDay, endsOn: oneDay, nominalDate: oneDay, timeZone: 'America/New_York' }

function write(days: readonly PublicDay[], locale: 'en' | 'ko', organisation = 'New Spring'): string {
  return writeCalendarFeed({ days }, { words: wordsIn(locale), publicUrl, organisation })
}

function read(feed: string): { calendar: ical.Component; events: ical.Event[] } {
  const calendar = ical.Component.fromString(feed)
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ical.Event(event)) }
}

describe('a reader of calendars that is not ours', () => {
  test.each(locales)('reads every observance of the library as it stands there, in %s', (locale) => {
    expect(seeded.length).toBeGreaterThan(20)
    const { events } = read(write(seeded, locale))
    expect(events).toHaveLength(seeded.length)
    for (const [index, event] of events.entries()) {
      const day = seeded[index]
      if (!day) throw new Error('There are as many events as days.')
      const { startsOn, endsOn } = day.occurrence
      expect(event.summary).toBe(day.name[locale])
      expect(event.description).toContain(day.summary[locale])
      expect(event.startDate.isDate).toBe(true)
      expect(event.startDate.toString()).toBe(startsOn.toString())
      expect(event.endDate.toString()).toBe(endsOn.add({ days: 1 }).toString())
      expect(event.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
      expect(event.component.getFirstPropertyValue('url')).toBe(
        `${publicUrl}/calendar?lang=${locale}#${day.observanceId}-${day.occurrenceName}`,
      )
    }
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(seeded.length)
  })

  test.each(locales)('finds no line longer than 75 octets, and none that ends within a character, in %s', (locale) => {
    const bytes = new TextEncoder().encode(write(seeded, locale))
    const lines = Buffer.from(bytes).toString('latin1').split('\r\n')
    expect(lines.filter((line) => line.length > 75)).toEqual([])
    expect(lines.filter((line) => line.startsWith(' ')).length).toBeGreaterThan(20)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for (const line of lines) {
      expect(() => decoder.decode(Buffer.from(line, 'latin1'))).not.toThrow()
      expect(line).not.toMatch(/[\r\n]/)
    }
    expect(lines.at(-1)).toBe('')
  })

  test('gets commas, semicolons, backslashes, line ends and emoji back as they were written', () => {
    const text = 'Bread, soup; tea \\ rice\nand a second line\\n 🕯️ 밥, 국; 차 '.repeat(5).trim()
    const day = dayOf(vote, { name: { en: text, ko: text }, summary: { en: text, ko: text } })
    const feed = write([day], 'en', 'Spring, Summer; Sons \\ Daughters')
    const { events } = read(feed)
    expect(events[0]?.summary).toBe(text)
    expect(events[0]?.description).toContain(text)
    // The name of a calendar is newer than this reader (RFC 7986 §5.1), which leaves it as it stands.
    const lines = feed.replaceAll('\r\n ', '').split('\r\n')
    for (const name of ['NAME', 'X-WR-CALNAME']) {
      expect(lines).toContain(`${name}:Days we keep: Spring\\, Summer\\; Sons \\\\ Daughters`)
    }
  })

  test('is told when to ask again', () => {
    const { calendar } = read(write(seeded, 'ko'))
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT12H')
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toContain('Northlight')
  })
})

describe('how sure a day is', () => {
  test.each([
    ['fixed', 'CONFIRMED', 'A day', '어느 날'],
    ['confirmed', 'CONFIRMED', 'A day', '어느 날'],
    ['tentative', 'TENTATIVE', 'Not confirmed: A day', '어느 날(미확정)'],
    ['expected', 'TENTATIVE', 'Expected: A day', '어느 날(예상)'],
    ['cancelled', 'CANCELLED', 'Cancelled: A day', '어느 날(취소)'],
  ] as const)('is in its status and its name: %s', (certainty, status, english, korean) => {
    const days = [dayOf(vote, { certainty })]
    const [event] = read(write(days, 'en')).events
    expect(event?.component.getFirstPropertyValue('status')).toBe(status)
    expect(event?.summary).toBe(english)
    expect(read(write(days, 'ko')).events[0]?.summary).toBe(korean)
  })

  test('of a usual time is said over the whole of it, unless it would cover more than a month', () => {
    const window = (days: number): PublicDay =>
      dayOf({ ...vote, endsOn: oneDay.add({ days: days - 1 }) }, { certainty: 'expected' })
    const [event] = read(write([window(31)], 'en')).events
    expect(event?.startDate.toString()).toBe('2026-11-19')
    expect(event?.endDate.toString()).toBe('2026-12-20')
    expect(event?.description).toMatch(/Usual time: 19 November\s–\s19 December\./)
    expect(read(write([window(32)], 'en')).events).toEqual([])
  })

  test('comes with who says so, with the day in Korea where a vote is the day after, and with our letters', () => {
    const day = dayOf(vote, {
      isDecided: true,
      sourceUrl: 'https://press.example/vote?a=1,2;b',
      letters: [{ slug: 'the-vote', titles: { en: 'The vote' } }],
    })
    const [english] = read(write([day], 'en')).events
    expect(english?.description).toContain('Source: https://press.example/vote?a=1,2;b')
    expect(english?.description).toContain(`Our letter “The vote”: ${publicUrl}/letters/the-vote?lang=en`)
    const [korean] = read(write([day], 'ko')).events
    expect(korean?.description).toContain('현지 2026년 11월 19일(목), 한국 2026년 11월 20일(금)')
    expect(korean?.description).toContain(`${publicUrl}/letters/the-vote?lang=ko`)
  })
})

test('an occurrence keeps its name in every language, and rises in sequence as it changes', () => {
  const later = Temporal.Instant.from('2026-06-01T00:00:00Z')
  const moved = dayOf(
    { ...vote, startsOn: oneDay.add({ days: 1 }), endsOn: oneDay.add({ days: 1 }) },
    {
      version: 1,
      changedAt: later,
    },
  )
  const [before] = read(write([dayOf(vote)], 'en')).events
  const [after] = read(write([moved], 'ko')).events
  expect(after?.uid).toBe(before?.uid)
  expect(after?.uid).toBe('a-day-2026-11-19@news.example.org')
  expect([before?.sequence, after?.sequence]).toEqual([0, 1])
  expect(String(after?.component.getFirstPropertyValue('last-modified'))).toBe('2026-06-01T00:00:00Z')
  expect(String(after?.component.getFirstPropertyValue('dtstamp'))).toBe('2026-06-01T00:00:00Z')
})
