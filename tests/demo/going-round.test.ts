import { expect, test } from 'vitest'
import { goingRound } from '../../demo/sample/going-round.ts'

test('at every hour of the year there is an hour of the day that has come in Seoul and not in New York', () => {
  let now = Temporal.Instant.from('2026-01-01T00:15:00Z')
  for (let hour = 0; hour < 365 * 24; hour += 1) {
    const at = now.toString()
    const { date, time } = goingRound(now)
    const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
    const due = (zone: string): Temporal.Instant => wall.toZonedDateTime(zone).toInstant()
    expect(Temporal.Instant.compare(due('Asia/Seoul'), now), `Seoul at ${at}`).toBeLessThanOrEqual(0)
    expect(Temporal.Instant.compare(due('America/New_York'), now), `New York at ${at}`).toBeGreaterThan(0)
    expect(wall.hour, `at ${at}`).toSatisfy((found: number) => found >= 8 && found <= 20)
    now = now.add({ hours: 1 })
  }
})
