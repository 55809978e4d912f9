import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { canaries, findCanaries } from '../support/canaries.ts'
import { createTestClock } from '../support/clock.ts'
import { waitFor } from '../support/wait.ts'
import { root } from './repository.ts'

describe('the search for leaked addresses', () => {
  const [address] = canaries.addresses
  const bytes = Buffer.from(`{"to":"${address}"}`)

  test.each([
    ['as it is', `to=<${address}>`],
    ['in capitals', address.toUpperCase()],
    ['without its domain', `canary-heron at ${'leak'}`],
    ['URL-encoded', `/u?a=${encodeURIComponent(address)}`],
    ['in base64', bytes.toString('base64')],
    ['in base64, shifted by one', Buffer.concat([Buffer.of(1), bytes]).toString('base64url')],
    ['in base64, shifted by two', Buffer.concat([Buffer.of(1, 2), bytes]).toString('base64')],
    ['in hexadecimal, as a database dump has it', `\\x${bytes.toString('hex').toUpperCase()}`],
  ])('finds one %s', (_, text) => {
    expect(findCanaries(text)).toEqual([address])
  })

  test('finds a name, and nothing where nothing is', () => {
    expect(findCanaries(`안녕하세요, ${canaries.names[1]} 님`)).toEqual([canaries.names[1]])
    expect(findCanaries('heron@leak.example, 왜가리, 63616e617279')).toEqual([])
  })
})

describe('a test that prints', () => {
  test('fails, and one that takes its output over passes', () => {
    expect(run(`test('x', () => { console.log('a line'); expect(1).toBe(1) })`)).toEqual({ passed: 0, failed: 1 })
    expect(run(`console.warn('while loading'); test('x', () => expect(1).toBe(1))`)).toEqual({ passed: 0, failed: 1 })
    const takenOver = `vi.spyOn(console, 'error').mockReturnValue(); console.error('a line')`
    expect(run(`test('x', () => { ${takenOver}; expect(1).toBe(1) })`)).toEqual({ passed: 1, failed: 0 })
  })
})

describe('waiting', () => {
  test('gives what came', async () => {
    let looks = 0
    expect(await waitFor('the third look', () => (++looks === 3 ? { looks } : null))).toEqual({ looks: 3 })
  })

  test('ends at its deadline and names what never came', async () => {
    await expect(waitFor('the impossible', () => false, { withinSeconds: 0 })).rejects.toThrow('the impossible')
  })
})

test('the clock of a test stands still until it is moved', () => {
  const clock = createTestClock('2026-07-14T00:00:00Z')
  expect(clock.now()).toEqual(clock.now())
  clock.advance({ days: 1, minutes: 30 })
  expect(clock.now().toString()).toBe('2026-07-15T00:30:00Z')
  clock.set('2026-07-01T00:00:00Z')
  expect(clock.now().toString()).toBe('2026-07-01T00:00:00Z')
})

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

/** Runs one test file under our setup file, in a process and a directory of its own. */
function run(text: string): { passed: number; failed: number } {
  const directory = mkdtempSync(join(tmpdir(), 'northlight-printing-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const setup = JSON.stringify(join(root, 'tests/support/refuse-console-output.ts'))
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  writeFileSync(join(directory, 'vitest.config.mjs'), `export default { test: { setupFiles: [${setup}] } }\n`)
  writeFileSync(join(directory, 'a.test.mjs'), `import { expect, test, vi } from 'vitest'\n${text}\n`)
  const report = join(directory, 'report.json')
  spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', '--reporter=json', `--outputFile=${report}`], {
    cwd: directory,
  })
  const { numPassedTests, numFailedTests } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  return { passed: numPassedTests, failed: numFailedTests }
}
