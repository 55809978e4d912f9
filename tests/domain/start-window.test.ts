import { expect, test } from 'vitest'
import { startWindow } from '#domain/start-window'

const schedule = { mode: 'instant', date: '2026-07-14', time: '09:00', timeZone: 'Asia/Seoul' } as const

test('a letter may start until six hours after it is due', () => {
  const { firstDueAt, latestStartAt } = startWindow(schedule, Temporal.Instant.from('2026-07-01T00:00Z'))
  expect([firstDueAt, latestStartAt].map(String)).toEqual(['2026-07-14T00:00:00Z', '2026-07-14T06:00:00Z'])
})

test('a letter on every reader’s clock that is due somewhere already has its hours from now', () => {
  const { firstDueAt, latestStartAt } = startWindow(
    { ...schedule, mode: 'local-time' },
    Temporal.Instant.from('2026-07-14T00:00Z'),
  )
  expect([firstDueAt, latestStartAt].map(String)).toEqual(['2026-07-13T19:00:00Z', '2026-07-14T06:00:00Z'])
})

test('a letter that waits for an outcome has no hour', () => {
  const waiting = { mode: 'on-outcome', observanceId: 'a-vote', nominalDate: '2026-11-14' } as const
  expect(startWindow(waiting, Temporal.Instant.from('2026-07-01T00:00Z'))).toEqual({
    firstDueAt: null,
    latestStartAt: null,
  })
})
