import type { Locale } from '#domain/locale'
import type { PostTrouble } from './post-office.ts'

/** A row of an import, as the API takes it. */
export type ImportRow = {
  readonly email: string
  readonly locale: Locale
  readonly timeZone: string
  readonly topics: readonly string[]
  readonly consentedAt: string
}

/** How many there are. */
export const sampleCount = 500

/** What all generated addresses begin with, and no text of ours holds: one search finds them all. */
export const samplePrefix = 'sample-heron-'

const places = [
  { locale: 'ko', timeZone: 'Asia/Seoul' },
  { locale: 'ko', timeZone: 'Asia/Seoul' },
  { locale: 'en', timeZone: 'America/New_York' },
  { locale: 'en', timeZone: 'Europe/London' },
  { locale: 'en', timeZone: 'America/Los_Angeles' },
  { locale: 'ko', timeZone: 'Europe/Berlin' },
  { locale: 'en', timeZone: 'Australia/Sydney' },
] as const

const interests = [
  ['days-of-remembrance'],
  ['days-of-remembrance', 'un-watch'],
  ['days-of-remembrance', 'starting-over', 'take-action'],
  ['days-of-remembrance', 'families-and-care', 'safe-passage'],
  ['un-watch', 'press-and-partners'],
  ['days-of-remembrance', 'open-information'],
] as const

type Topic = (typeof interests)[number][number]

/** Spring, summer, autumn and winter of a list that grows: the earliest of its readers agreed so many days ago. */
const daysOfGrowth = 370

/**
 * Made-up readers who agreed on sign-up sheets, over a year until the day before `now`, each month a few more. The same
 * every time.
 */
export function sampleReaders(count: number, now: Temporal.Instant): ImportRow[] {
  const lastConsent = now.subtract({ hours: 24 })
  return Array.from({ length: count }, (_, index) => {
    const { locale, timeZone } = places[index % places.length] ?? places[0]
    const hoursAgo = Math.round(24 * daysOfGrowth * (1 - (index / count) ** 0.75))
    return {
      email: addressOf(index),
      locale,
      timeZone,
      topics: interestsOf(index),
      consentedAt: lastConsent.subtract({ hours: hoursAgo }).toString({ smallestUnit: 'second' }),
    }
  })
}

/** The addresses of those sample readers who have chosen a topic, the earliest first. */
export function sampleAddresses(topic: Topic): string[] {
  const all = Array.from({ length: sampleCount }, (_, index) => index)
  return all.filter((index) => interestsOf(index).includes(topic)).map(addressOf)
}

/** How mail to the last of those who chose the brief for the press goes astray, the first time it is tried. */
export function strayMail(): PostTrouble {
  const astray = sampleAddresses('press-and-partners').slice(-23)
  return { unknown: astray.slice(0, 11), unanswered: astray.slice(11) }
}

function addressOf(index: number): string {
  return `${samplePrefix}${String(index + 1).padStart(4, '0')}@sheet.example`
}

function interestsOf(index: number): readonly Topic[] {
  return interests[index % interests.length] ?? interests[0]
}
