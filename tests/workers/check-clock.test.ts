import { expect, test } from 'vitest'
import { readServerClock } from '#database/pulse-queries'
import { checkClock } from '#workers/check-clock'
import { createTestDatabase } from '../support/postgres.ts'

test.each([
  ['that goes as the database’s may work', 0, /^works$/],
  ['a little off may work', -10, /^works$/],
  ['an hour ahead is refused, and told by how much', 3_600, /3[56]\d\d seconds ahead of/],
  ['an hour behind is refused, and told by how much', -3_600, /36\d\d seconds behind/],
])('a worker with a clock %s', async (_, seconds, expected) => {
  await using server = await createTestDatabase()
  const now = await readServerClock(server.database)
  const answer = await checkClock(server.database, () => now.add({ seconds })).then(() => 'works', String)
  expect(answer).toMatch(expected)
})
