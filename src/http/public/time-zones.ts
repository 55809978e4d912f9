import type { Locale } from '#domain/locale'

/** The zones of one part of the world, each with the name a reader knows it by. */
export type TimeZoneGroup = {
  readonly region: TimeZoneRegion
  readonly zones: readonly { readonly id: string; readonly name: string }[]
}

export const timeZoneRegions = [
  'Africa',
  'America',
  'Antarctica',
  'Arctic',
  'Asia',
  'Atlantic',
  'Australia',
  'Europe',
  'Indian',
  'Pacific',
  'Other',
] as const

export type TimeZoneRegion = (typeof timeZoneRegions)[number]

const groupsByLocale = new Map<Locale, readonly TimeZoneGroup[]>()

/** Every time zone of the IANA database by region, named by its city and, in words, by its zone. */
export function timeZoneGroups(locale: Locale): readonly TimeZoneGroup[] {
  const known = groupsByLocale.get(locale)
  if (known) return known
  // Naming four hundred zones takes tens of milliseconds, so it is done once, when the first reader asks.
  const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: nameOf(id, locale), region: regionOf(id) }))
  const groups = timeZoneRegions
    .map((region) => ({
      region,
      zones: zones
        .filter((zone) => zone.region === region)
        .map(({ id, name }) => ({ id, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, locale)),
    }))
    .filter((group) => group.zones.length > 0)
  groupsByLocale.set(locale, groups)
  return groups
}

function regionOf(id: string): TimeZoneRegion {
  return timeZoneRegions.find((region) => id.startsWith(`${region}/`)) ?? 'Other'
}

function nameOf(id: string, locale: Locale): string {
  const city = id
    .slice(id.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ', ')
  const parts = new Intl.DateTimeFormat(locale, { timeZone: id, timeZoneName: 'longGeneric' }).formatToParts(0)
  const zone = parts.find((part) => part.type === 'timeZoneName')?.value
  return zone === undefined ? city : `${city} (${zone})`
}
