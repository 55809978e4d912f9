import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSending } from '#actions/read-sending'
import { staffWordsIn } from '#http/staff/staff-words'
import { CommandError } from '#runtimes/command-line'
import { readSendingCommand } from '#runtimes/sending-commands'
import { assembleTeam } from '../support/campaigns.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
})

afterAll(() => testWorld.close())

const run = (line: string): Promise<string> => readSendingCommand(line.split(' '))(testWorld.world, staffWordsIn('en'))

test('stop and resume act on all sending', async () => {
  expect(await run('stop')).toMatch(/^All sending is stopped\./)
  expect(await readSending(testWorld.world)).toMatchObject({ stop: { reason: 'staff' } })
  expect(await run('status')).toContain('All sending was stopped by a person at')
  expect(await run('resume')).toMatch(/^Sending goes on\./)
  expect(await readSending(testWorld.world)).toMatchObject({ stop: null })
})

test('stop-provider and resume-provider act on the one that is named', async () => {
  expect(await run('stop-provider smtp')).toMatch(/^Nothing more leaves by smtp\./)
  expect(await readSending(testWorld.world)).toMatchObject({ providers: [{ name: 'smtp', standing: 'stopped' }] })
  expect(await run('resume-provider smtp')).toMatch(/^Mail may leave by smtp again\./)
  expect(await readSending(testWorld.world)).toMatchObject({ providers: [{ name: 'smtp', standing: 'ready' }] })
})

test('retry-failed says that there was nothing to try again', async () => {
  expect(await run('retry-failed')).toBe('No job had failed.')
})

test('a provider that is not configured is refused', async () => {
  await expect(run('stop-provider resend')).rejects.toMatchObject({ code: 'provider-unknown' })
})

describe('is answered with how to use it, and does nothing:', () => {
  test.each(['', 'halt', 'stop now', 'stop-provider', 'stop-provider pigeon', 'stop-provider smtp now', 'constructor'])(
    '“%s”',
    (line) => {
      expect(() => readSendingCommand(line.split(' '))).toThrow(CommandError)
      expect(() => readSendingCommand(line.split(' '))).toThrow(/Usage: npm run sending -- status/)
    },
  )
})
