import { expect, test } from 'vitest'
import { digestMonth, monthSpan } from '#domain/digest'

test.each([
  ['2026-12-01T08:59[Asia/Seoul]', null],
  ['2026-12-01T09:00[Asia/Seoul]', '2026-11'],
  ['2026-12-02T00:30[Asia/Seoul]', '2026-11'],
  ['2026-12-07T23:59[Asia/Seoul]', '2026-11'],
  ['2026-12-08T00:00[Asia/Seoul]', null],
  ['2027-01-01T09:00[America/New_York]', '2026-12'],
])('at %s the month to tell of is %s', (at, month) => {
  const moment = Temporal.ZonedDateTime.from(at)
  expect(digestMonth(moment.toInstant(), moment.timeZoneId)?.toString() ?? null).toBe(month)
})

test('a month begins and ends at midnight of its zone, also where the clocks change in it', () => {
  const { from, before } = monthSpan(Temporal.PlainYearMonth.from('2026-10'), 'Europe/London')
  expect([from, before].map(String)).toEqual(['2026-09-30T23:00:00Z', '2026-11-01T00:00:00Z'])
})
