import type { Locale } from '#domain/locale'

/** A row of an import, as the API takes it. */
export type ImportRow = {
  readonly email: string
  readonly locale: Locale
  readonly timeZone: string
  readonly topics: readonly string[]
  readonly consentedAt: string
}

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
  ['days-of-remembrance', 'families-and-care'],
  ['un-watch', 'press-and-partners'],
  ['days-of-remembrance', 'open-information'],
] as const

/** Made-up readers who agreed on a sign-up sheet, one a minute until a day before `now`. The same every time. */
export function sampleReaders(count: number, now: Temporal.Instant): ImportRow[] {
  const lastConsent = now.subtract({ hours: 24 })
  return Array.from({ length: count }, (_, index) => {
    const { locale, timeZone } = places[index % places.length] ?? places[0]
    return {
      email: `${samplePrefix}${String(index + 1).padStart(4, '0')}@sheet.example`,
      locale,
      timeZone,
      topics: interests[index % interests.length] ?? interests[0],
      consentedAt: lastConsent.subtract({ minutes: count - index }).toString({ smallestUnit: 'second' }),
    }
  })
}
