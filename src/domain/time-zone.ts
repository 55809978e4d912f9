import { z } from 'zod'

/**
 * Whether a name is a time zone of the IANA database, in the database's own spelling, since zones are compared as text.
 * Offsets such as `+09:00` are not: they know no summer time.
 */
export function isTimeZone(name: string): boolean {
  if (name.length > 60 || !/^[A-Za-z]/.test(name)) return false
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name
  } catch {
    return false
  }
}

export const timeZoneSchema = z.string().refine(isTimeZone, { params: { code: 'time-zone-unknown' } })
