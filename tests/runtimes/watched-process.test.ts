import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchProcess, type WatchedProcess } from '#runtimes/watched-process'
import { waitFor } from '../support/wait.ts'

const backoff = { first: 10, last: 40, calm: 60_000 }

let directory: string
let crashes: { exit: number | string; restartInMilliseconds: number }[]
const watched: WatchedProcess[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-watched-'))
  crashes = []
})

afterEach(async () => {
  await Promise.all(watched.splice(0).map((watching) => watching.stop()))
  await rm(directory, { recursive: true })
})

type Ends = 'crashes' | 'refuses' | 'stays' | 'ignores'

/** A program that notes its start and then ends as told. */
function program(ends: Ends): string {
  const lines: Record<Ends, string> = {
    crashes: 'process.exit(1)',
    refuses: 'process.exit(2)',
    stays: `process.on('SIGTERM', () => note('asked to stop') || process.exit()); process.send('ready')`,
    ignores: `process.on('SIGTERM', () => note('asked to stop')); process.send('ready')`,
  }
  return `
    import { appendFileSync } from 'node:fs'
    const note = (line) => appendFileSync(${JSON.stringify(join(directory, 'notes'))}, line + '\\n')
    process.on('disconnect', () => note('left alone') || process.exit())
    note('start ' + process.pid)
    ${lines[ends]}`
}

/** A process that watches such a program. */
function watcherProgram(file: string): string {
  const module = import.meta.resolve('../../src/runtimes/watched-process.ts')
  const options = JSON.stringify({ file, env: environment, graceMilliseconds: 5_000 })
  return `
    import { watchProcess } from ${JSON.stringify(module)}
    await watchProcess({ ...${options}, onCrash: () => {} }).ready
    process.send('watching')`
}

const environment = { PATH: '/usr/bin:/bin' }

async function save(name: string, text: string): Promise<string> {
  const file = join(directory, name)
  await writeFile(file, text)
  return file
}

async function watch(ends: Ends, graceMilliseconds = 5_000): Promise<WatchedProcess> {
  const file = await save('program.mjs', program(ends))
  const onCrash = (crash: (typeof crashes)[number]): void => void crashes.push(crash)
  const process = watchProcess({ file, env: environment, graceMilliseconds, onCrash, backoff })
  watched.push(process)
  return process
}

async function notes(): Promise<string[]> {
  const text = await readFile(join(directory, 'notes'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

async function starts(): Promise<number[]> {
  return (await notes()).filter((line) => line.startsWith('start')).map((line) => Number(line.split(' ')[1]))
}

test('a program that crashes is started again, after longer and longer waits', async () => {
  await watch('crashes')
  await waitFor('a fourth start', async () => (await starts()).length >= 4)
  expect(crashes.slice(0, 3)).toEqual([
    { exit: 1, restartInMilliseconds: 10 },
    { exit: 1, restartInMilliseconds: 20 },
    { exit: 1, restartInMilliseconds: 40 },
  ])
})

test('a program that is killed is started again', async () => {
  const { ready } = await watch('stays')
  await ready
  process.kill((await starts())[0] ?? 0, 'SIGKILL')
  await waitFor('a second start', async () => (await starts()).length === 2)
  expect(crashes).toEqual([{ exit: 'SIGKILL', restartInMilliseconds: 10 }])
})

test('a program that refuses its configuration is not started again', async () => {
  const { refused } = await watch('refuses')
  await refused
  expect(crashes).toEqual([])
  expect(await starts()).toHaveLength(1)
})

test('a program is asked to stop, and is not started again', async () => {
  const watching = await watch('stays')
  await watching.ready
  await watching.stop()
  expect((await notes()).slice(1)).toContain('asked to stop')
  expect(crashes).toEqual([])
})

test('a program that does not stop is ended after its grace', async () => {
  const watching = await watch('ignores', 100)
  await watching.ready
  const [pid = 0] = await starts()
  await watching.stop()
  expect(await notes()).toContain('asked to stop')
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('a program learns that the one who watched it was killed', async () => {
  const file = await save('program.mjs', program('stays'))
  const watcher = fork(await save('watcher.mjs', watcherProgram(file)), { env: environment })
  await once(watcher, 'message')
  watcher.kill('SIGKILL')
  await waitFor('the program to notice', async () => (await notes()).length > 1)
  expect((await notes()).slice(1)).toEqual(['left alone'])
})
