import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PulseMemory } from '#workers/pulse-memory'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let directory: string
beforeAll(async () => {
  testWorld = await createTestWorld()
  directory = await mkdtemp(join(tmpdir(), 'northlight-pulse-'))
})
afterAll(async () => {
  await testWorld.close()
  await rm(directory, { recursive: true, force: true })
})

async function beatOf(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

test('the last beat outlives the process, in a file that is whole at any time', async () => {
  const file = join(directory, 'outlives.json')
  expect(await new PulseMemory(file).beat(testWorld.world)).toBeNull()
  const first = await beatOf(file)
  expect(await new PulseMemory(file).beat(testWorld.world)).toBeNull()
  expect(await beatOf(file)).not.toEqual(first)
  expect(await readdir(directory)).toEqual(['outlives.json'])
})

test('several workers with one file remember together', async () => {
  const file = join(directory, 'together.json')
  const memories = Array.from({ length: 4 }, () => new PulseMemory(file))
  for (let round = 0; round < 3; round += 1) {
    const reasons = await Promise.all(memories.map((memory) => memory.beat(testWorld.world)))
    expect(reasons).toEqual([null, null, null, null])
  }
  expect(await beatOf(file)).toEqual({ beat: expect.any(Number) })
})

test('a file that holds anything else is named, and not taken for no memory at all', async () => {
  const file = join(directory, 'broken.json')
  await writeFile(file, '{"beat":')
  await expect(new PulseMemory(file).beat(testWorld.world)).rejects.toThrow(/broken\.json does not hold the pulse/)
})

test('a folder that does not exist is an error, and not no memory at all', async () => {
  await expect(new PulseMemory(join(directory, 'nowhere', 'pulse.json')).beat(testWorld.world)).rejects.toThrow(
    /ENOENT/,
  )
})
