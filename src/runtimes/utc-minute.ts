/** An instant to the minute, in UTC, since whoever reads it may sit anywhere: `2026-07-14 09:00 UTC`. */
export function utcMinute(instant: Temporal.Instant): string {
  const time = instant.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' })
  return `${time.replace('T', ' ')} UTC`
}
