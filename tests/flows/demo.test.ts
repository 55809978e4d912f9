import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPostmaster } from '#runtimes/postmaster'
import { readers } from '../../demo/cast.ts'
import { waitFor } from '../support/wait.ts'

const root = resolve(import.meta.dirname, '../..')

let directory: string
let data: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-demo-'))
  // Where the tests run as root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  data = join(directory, 'data')
})

afterAll(async () => {
  await rm(directory, { recursive: true })
})

type Run = { readonly program: ChildProcess; readonly out: () => string; readonly err: () => string }

/** Runs the demo as a person does. What an installation of the same person has set must not reach it. */
function start(args: readonly string[], dataDirectory: string): Run {
  const settings = [`DATA_DIR=${dataDirectory}`, 'DATABASE_URL=postgres://nobody@127.0.0.1:1/production', 'PORT=1']
  const program = spawn('env', [...settings, join(root, 'scripts/demo'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', err: '' }
  program.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  program.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
  return { program, out: () => printed.out, err: () => printed.err }
}

async function endOf({
  program,
  out,
  err,
}: Run): Promise<{ exit: number | null; out: string; err: string; last: unknown }> {
  await once(program, 'close')
  return { exit: program.exitCode, out: out(), err: err(), last: JSON.parse(out().trimEnd().split('\n').at(-1) ?? '') }
}

/** That the database, the API and the workers of a run have all come to their end. */
async function expectNothingLeft(out: string): Promise<void> {
  const publicUrl = /http:\/\/localhost:\d+/.exec(out)?.[0] ?? ''
  expect(publicUrl).not.toBe('')
  await expect(fetch(publicUrl)).rejects.toThrow('fetch failed')
  expect(await readPostmaster(join(data, 'postgres'))).toBeNull()
  const log = (await readFile(join(data, 'northlight.log'), 'utf8')).split('\n')
  for (const part of ['api', 'worker']) {
    const ends = log.filter((line) => line.includes(`"part":"${part}"`) && line.includes('"msg":"stopped"'))
    expect(ends, `how often the ${part} has stopped`).toHaveLength(1)
  }
}

describe('the demo, in order', () => {
  test('plays the whole story and ends with its figures', { timeout: 600_000 }, async () => {
    const { exit, out, err, last } = await endOf(start(['--exit'], data))
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(last).toEqual({
      demo: 'ok',
      subscribed: 3,
      confirmed: 3,
      sent: 420,
      failed: 0,
      unsubscribed: 1,
      seconds: expect.any(Number),
    })
    expect(out).toMatch(/Readers have reported 3 forged letters/)
    expect(out).toMatch(/Searched \d+ tables, \d+ files, \d+ MB: no address\./)
    for (const { address } of Object.values(readers)) expect(out.toLowerCase()).not.toContain(address.toLowerCase())
    await expectNothingLeft(out)
  })

  test('begins anew on old data, and leaves nothing running when it is interrupted', { timeout: 300_000 }, async () => {
    const run = start([], data)
    await waitFor('the first chapter', () => run.out().includes('has accepted it'), { withinSeconds: 200 })
    run.program.kill('SIGINT')
    const { exit, out, err, last } = await endOf(run)
    expect(exit).toBe(130)
    expect(last).toEqual({ demo: 'failed', reason: 'It was interrupted.' })
    expect(err).toBe('The demo failed. It was interrupted.\n')
    await expectNothingLeft(out)
  })

  test('takes away by one command whatever it has left', { timeout: 60_000 }, async () => {
    const first = await endOf(start(['--remove'], data))
    expect(first).toMatchObject({ exit: 0, err: '', last: { demo: 'removed', found: true } })
    expect(existsSync(data)).toBe(false)
    const again = await endOf(start(['--remove'], data))
    expect(again).toMatchObject({ exit: 0, err: '', last: { demo: 'removed', found: false } })
  })
})

test('data that is not its own is refused and stays', { timeout: 60_000 }, async () => {
  const foreign = join(directory, 'foreign')
  await mkdir(foreign)
  await writeFile(join(foreign, 'keys.json'), '{}')
  for (const option of ['--exit', '--remove']) {
    const { exit, err, last } = await endOf(start([option], foreign))
    expect(exit).toBe(1)
    expect(last).toMatchObject({ demo: 'failed', reason: expect.stringContaining('not the demo’s') })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  }
  expect(await readdir(foreign)).toEqual(['keys.json'])
})

test('a wrong option is refused', { timeout: 60_000 }, async () => {
  const { exit, last } = await endOf(start(['--now'], data))
  expect(exit).toBe(2)
  expect(last).toEqual({ demo: 'failed', reason: 'The options are --exit or --remove, and --help.' })
})
