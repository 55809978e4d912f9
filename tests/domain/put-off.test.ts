import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { nextTry, spreadFrom } from '#domain/put-off'

const start = Temporal.Instant.from('2026-05-13T03:00:00Z')

test('what waits for one instant comes back over some seconds, each at a moment of its own', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const delay = spreadFrom(start, id).since(start).total('seconds')
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThan(limits.putOffSpreadSeconds)
      expect(spreadFrom(start, id)).toEqual(spreadFrom(start, id))
    }),
  )
  const ids = ['018f0000-0000-7000-8000-000000000000', '018f0000-0000-7000-8000-0000007fffff']
  expect(ids.map((id) => spreadFrom(start, id, 10).since(start).total('milliseconds'))).toEqual([0, 4_999])
})

test('a wait about doubles with each try, between its bounds', () => {
  const bounds = { secondsMin: 5, secondsMax: 600 }
  const waits: number[] = []
  let now = start
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const next = nextTry(start, bounds, now)
    waits.push(next.since(now).total('seconds'))
    now = next
  }
  expect(waits).toEqual([5, 5, 10, 20, 40, 80, 160, 320, 600, 600])
})
