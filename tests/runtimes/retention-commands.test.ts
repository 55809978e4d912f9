import { afterAll, beforeAll, expect, test } from 'vitest'
import { unsubscribe } from '#actions/unsubscribe'
import { findSubscriber } from '#database/subscriber-queries'
import { staffWordsIn } from '#http/staff/staff-words'
import { readRetentionCommand } from '#runtimes/retention-commands'
import { assembleTeam } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
})

afterAll(() => testWorld.close())

const run = (line: string): Promise<string> =>
  readRetentionCommand(line.split(' '))(testWorld.world, staffWordsIn('en'))

test('show says what is due and what comes next, and apply erases it', async () => {
  const { world, clock } = testWorld
  const { id } = await addReader(world)
  await unsubscribe(world, {
    token: world.links.sign('unsubscribe', { ids: [id], expiresAt: null }),
    method: 'page',
  })
  const shown = await run('show')
  expect(shown).toContain('Leavers are erased after 30 days; to whom a letter went is forgotten after 24 months.')
  expect(shown).toMatch(/^Readers who left: nothing is due; the next at \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m)
  expect(shown).toContain('No erasure waits for a letter on its way.')
  clock.advance({ hours: 24 * 30 })
  expect(await run('show')).toContain('Readers who left: 1 is due')
  expect(await run('apply')).toMatch(/^Readers who left: 1 erased$/m)
  expect(await findSubscriber(world.database, id)).toMatchObject({ emailSealed: null })
  expect(await run('show')).toContain('1 erasure waits for a letter on its way.')
})

test.each(['', 'erase', 'show now', 'apply all', 'constructor'])('“%s” is answered with how to use it', (line) => {
  expect(() => readRetentionCommand(line.split(' '))).toThrow(/Usage: npm run retention -- show/)
})
