import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportForgery } from '#actions/report-forgery'
import { createFieldOpener } from '#crypto/field-encryption'
import { staffWordsIn } from '#http/staff/staff-words'
import { CommandError } from '#runtimes/command-line'
import { readForgeryReportCommand, type OpeningWorld } from '#runtimes/forgery-report-commands'
import { createTestWorld, type TestWorld } from '../support/world.ts'

const message = 'From the forger\u001b[2J\u202e with \u0007 bells\r\nand 말'
let testWorld: TestWorld
let world: OpeningWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  world = { ...testWorld.world, opener: createFieldOpener(testWorld.keyRing.fields) }
})

afterAll(() => testWorld.close())

const run = (args: string[], isTerminal = true): Promise<string> =>
  readForgeryReportCommand(args)(world, { words: staffWordsIn('en'), isTerminal }).then((written) =>
    typeof written === 'string' ? written : new TextDecoder().decode(written),
  )

test('the operator lists what was reported, and opens a message of it', async () => {
  expect(await run(['list'])).toBe('Nothing was reported.\n')
  await reportForgery(world, { message: new TextEncoder().encode(message) })
  const list = await run(['list'])
  const [id = ''] = list.split(' ')
  expect(list).toMatch(
    /^[0-9a-f-]{36} {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}open\n {2}carries no code of ours\n {2}lacks: code, own-links\n$/,
  )
  expect(await run(['show', id], false)).toBe(message)
  expect(await run(['show', id])).toBe('From the forger\ufffd[2J\ufffd with \ufffd bells\nand 말')
})

test.each([[[]], [['show']], [['show', 'x']], [['list', 'x']], [['forget']]])('%j is no command', (args) => {
  expect(() => readForgeryReportCommand(args)).toThrow(CommandError)
})

test('a report that is not there is not found', async () => {
  await expect(run(['show', testWorld.world.newId()])).rejects.toMatchObject({ code: 'not-found' })
})
