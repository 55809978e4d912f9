import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeDemo } from '../../demo/data-directory.ts'

let place: string
let data: string

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'northlight-remove-'))
  data = join(place, 'data')
  await mkdir(join(data, 'mailbox/new'), { recursive: true })
  await writeFile(join(data, 'keys.json'), '{}')
})

afterEach(() => rm(place, { recursive: true, force: true }))

/** Marks the directory as that of a run of this process. */
async function mark(pid: number): Promise<void> {
  await writeFile(join(data, 'northlight-demo.pid'), String(pid))
}

/** A process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'close')
  return child.pid ?? 0
}

test('what an earlier run left is removed with its directory, and once is enough', async () => {
  await mark(await endedProcess())
  expect(await removeDemo(data)).toBe(true)
  expect(await readdir(place)).toEqual([])
  expect(await removeDemo(data)).toBe(false)
})

test('a database that lies elsewhere goes too', async () => {
  const home = join(place, '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23')
  await mkdir(join(home, 'cluster'), { recursive: true })
  await symlink(join(home, 'cluster'), join(data, 'postgres'))
  await mark(await endedProcess())
  expect(await removeDemo(data)).toBe(true)
  expect(await readdir(place)).toEqual([])
})

test('a link that leads to anything but such a database is not followed', async () => {
  const home = join(place, 'letters-of-a-friend')
  await mkdir(join(home, 'cluster'), { recursive: true })
  await symlink(join(home, 'cluster'), join(data, 'postgres'))
  await mark(await endedProcess())
  expect(await removeDemo(data)).toBe(true)
  expect(await readdir(place)).toEqual(['letters-of-a-friend'])
  expect(await readdir(home)).toEqual(['cluster'])
})

test('a directory that is not the demo’s is refused, and stays whole', async () => {
  await expect(removeDemo(data)).rejects.toThrow('not the demo’s')
  expect((await readdir(data)).toSorted()).toEqual(['keys.json', 'mailbox'])
})

test('a demo that is running is refused, and stays whole', async () => {
  const running = spawn(process.execPath, ['-e', 'process.stdin.resume()', 'demo.js'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await once(running, 'spawn')
  await mark(running.pid ?? 0)
  await expect(removeDemo(data)).rejects.toThrow('Stop it first')
  expect(await readdir(data)).toHaveLength(3)
  const ended = once(running, 'close')
  running.kill()
  await ended
})
