import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { generateKeys } from '#crypto/key-ring'
import { openKeysFile } from '#runtimes/keys-file'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'northlight-keys-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

test('keys are made once, readable by their owner alone', async () => {
  const path = join(directory, 'below', 'keys.json')
  const first = await openKeysFile({ path, mayBeGenerated: true })
  const text = readFileSync(path, 'utf8')
  const second = await openKeysFile({ path, mayBeGenerated: true })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(second).toEqual(first)
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('processes that start together end with the same keys and leave nothing behind', async () => {
  const path = join(directory, 'keys.json')
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeysFile({ path, mayBeGenerated: true })))
  expect(new Set(rings.map(({ index }) => index.toString('hex'))).size).toBe(1)
  expect(readdirSync(directory)).toEqual(['keys.json'])
})

test('a file that the operator keeps is never made', async () => {
  const path = join(directory, 'keys.json')
  await expect(openKeysFile({ path, mayBeGenerated: false })).rejects.toThrow(
    /^KEYS_FILE: .* cannot be read \(ENOENT\)/,
  )
  expect(readdirSync(directory)).toEqual([])
})

test.for([0o640, 0o604, 0o660, 0o601])('mode %o is refused', async (mode) => {
  const path = join(directory, 'keys.json')
  writeFileSync(path, generateKeys())
  chmodSync(path, mode)
  await expect(openKeysFile({ path, mayBeGenerated: false })).rejects.toThrow(/other users .* chmod 600/)
})

describe('a file from before letters were vouched for', () => {
  const old = { ...(JSON.parse(generateKeys()) as object), manifests: undefined }

  test('gets the key that it lacks, the same in processes that start together', async () => {
    const path = join(directory, 'keys.json')
    writeFileSync(path, JSON.stringify(old), { mode: 0o600 })
    const rings = await Promise.all(Array.from({ length: 8 }, () => openKeysFile({ path, mayBeGenerated: true })))
    expect(new Set(rings.map(({ manifests }) => manifests[0]?.key.toString('hex'))).size).toBe(1)
    expect(await openKeysFile({ path, mayBeGenerated: false })).toEqual(rings[0])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['keys.json'])
  })

  test('is left alone where the operator keeps it, who is told what to add', async () => {
    const path = join(directory, 'keys.json')
    const text = JSON.stringify(old)
    writeFileSync(path, text, { mode: 0o600 })
    const opening = openKeysFile({ path, mayBeGenerated: false })
    await expect(opening).rejects.toThrow(/^KEYS_FILE: .* lacks the key .* "manifests": .* openssl rand -base64 32$/)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

test('a file that holds no keys is refused without repeating it', async () => {
  const path = join(directory, 'keys.json')
  writeFileSync(path, '{"version":1,"fields":"not-a-key"}', { mode: 0o600 })
  const opening = openKeysFile({ path, mayBeGenerated: true })
  await expect(opening).rejects.toThrow(/^KEYS_FILE: The key file is not usable/)
  await expect(opening).rejects.not.toThrow(/not-a-key/)
})
