import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries, findCanaries } from '../support/canaries.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-program-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

/** Starts a program whose `main(stopping)` is this text. */
async function start(main: string): Promise<ChildProcess> {
  const module = (name: string): string => JSON.stringify(import.meta.resolve(`../../src/runtimes/${name}.ts`))
  const file = join(directory, 'program.mjs')
  await writeFile(
    file,
    `import { runProgram, untilAborted } from ${module('run-program')}
     import { ConfigError } from ${module('config')}
     runProgram('test', async (stopping) => { ${main} })`,
  )
  return spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
}

type End = { exit: number | null; out: string; err: string }

async function endOf(program: ChildProcess): Promise<End> {
  const { stdout, stderr } = program
  if (stdout === null || stderr === null) throw new Error('The program has no output to read.')
  const [out, err] = await Promise.all([text(stdout), text(stderr), once(program, 'exit')])
  return { exit: program.exitCode, out, err }
}

test('a program that returns ends well, even with something still open', async () => {
  expect(await endOf(await start('setInterval(() => {}, 1000)'))).toEqual({ exit: 0, out: '', err: '' })
})

test('the exit code that a program sets is kept', async () => {
  expect(await endOf(await start('process.exitCode = 2'))).toMatchObject({ exit: 2 })
})

test('a configuration error prints its lines and ends with 2', async () => {
  expect(await endOf(await start(`throw new ConfigError(['PORT must be free.', 'HOST must be ours.'])`))).toEqual({
    exit: 2,
    out: '',
    err: 'Northlight cannot start:\n  PORT must be free.\n  HOST must be ours.\n',
  })
})

const bugs: Record<string, string> = {
  'thrown by main': `throw new Error('no ${canaries.addresses[0]}')`,
  'thrown later': `setImmediate(() => { throw new Error('no ${canaries.addresses[0]}') }); await untilAborted(stopping)`,
  'rejected by nobody’s promise': `void Promise.reject(new Error('no ${canaries.addresses[0]}')); await untilAborted(stopping)`,
}

test.for(Object.entries(bugs))('an error %s is logged without its address and ends with 1', async ([, main]) => {
  const { exit, out, err } = await endOf(await start(main))
  expect(exit).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ level: 'fatal', part: 'test', err: { message: 'no [address]' } })
  expect(findCanaries(out + err)).toEqual([])
})

const ways: Record<string, (program: ChildProcess) => void> = {
  SIGTERM: (program) => program.kill('SIGTERM'),
  SIGINT: (program) => program.kill('SIGINT'),
  'the end of who watches it': (program) => program.disconnect(),
  'both signals at once': (program) => void [program.kill('SIGINT'), program.kill('SIGTERM')],
}

test.for(Object.entries(ways))('a program is asked to stop by %s, and finishes', async ([, ask]) => {
  const program = await start(`process.send('ready'); await untilAborted(stopping); process.stdout.write('finished')`)
  const end = endOf(program)
  await once(program, 'message')
  ask(program)
  expect(await end).toEqual({ exit: 0, out: 'finished', err: '' })
})

test('a program that gives up its start because it is asked to stop ends well', async () => {
  const program = await start(`process.send('ready'); await untilAborted(stopping); stopping.throwIfAborted()`)
  const end = endOf(program)
  await once(program, 'message')
  program.kill('SIGTERM')
  expect(await end).toEqual({ exit: 0, out: '', err: '' })
})
