import { expect, test } from 'vitest'
import { decisionDays } from '#domain/decision-days'

const day = (date: string) => Temporal.PlainDate.from(date)

test('a vote in New York in winter is one of the next day in Seoul', () => {
  const { local, atHome } = decisionDays(day('2025-12-18'), 'America/New_York', 'ko')
  expect([String(local), String(atHome)]).toEqual(['2025-12-18', '2025-12-19'])
})

test.each([
  ['Geneva, where only the hour would tell', '2025-04-03', 'Europe/Zurich'],
  ['New York in summer, where only the hour would tell', '2025-10-23', 'America/New_York'],
  ['Seoul itself', '2025-10-23', 'Asia/Seoul'],
])('no second day is claimed for %s', (_, date, timeZone) => {
  expect(decisionDays(day(date), timeZone, 'ko').atHome).toBeNull()
})

test('a language that is at home everywhere has only the day of the place', () => {
  expect(decisionDays(day('2025-12-18'), 'America/New_York', 'en').atHome).toBeNull()
})
