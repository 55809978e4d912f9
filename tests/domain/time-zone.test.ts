import { expect, test } from 'vitest'
import { isTimeZone, timeZoneSchema } from '#domain/time-zone'

test.each(['Asia/Seoul', 'America/Argentina/Buenos_Aires', 'Pacific/Kiritimati', 'Etc/GMT+12', 'UTC'])(
  '%s is a time zone',
  (name) => {
    expect(timeZoneSchema.parse(name)).toBe(name)
  },
)

test.each([
  ['an offset, which knows no summer time', '+09:00'],
  ['an offset with its zone', '2026-01-01T00:00+09:00[Asia/Seoul]'],
  ['a zone that there is not', 'Asia/Pyongyangg'],
  ['another spelling of a zone, which no comparison would find', 'asia/seoul'],
  ['a space too many', 'Asia/Seoul '],
  ['nothing', ''],
  ['a path', '../../etc/passwd'],
  ['a text without end', 'A'.repeat(10_000)],
])('%s is not a time zone', (_what, name) => {
  expect(isTimeZone(name)).toBe(false)
  expect(timeZoneSchema.safeParse(name).error?.issues[0]).toMatchObject({ params: { code: 'time-zone-unknown' } })
})
