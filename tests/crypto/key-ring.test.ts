import { describe, expect, test } from 'vitest'
import { addManifestKey, deriveKey, generateKeys, parseKeyRing } from '#crypto/key-ring'

type KeyFile = Record<string, unknown> & { index: string; fields: { id: number; key: string }[] }

const fresh = (): KeyFile => JSON.parse(generateKeys()) as KeyFile

describe('a new key file', () => {
  test('can be read, and holds keys of 32 bytes that all differ', () => {
    const ring = parseKeyRing(generateKeys())
    const keys = [...ring.fields, ...ring.links, ...ring.manifests]
      .map(({ key }) => key)
      .concat(ring.index, ring.suppression, ring.letters, ring.staff)
    expect(keys.map((key) => key.length)).toEqual([32, 32, 32, 32, 32, 32, 32])
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(7)
  })

  test('is never the same twice', () => {
    expect(fresh().index).not.toBe(fresh().index)
  })
})

describe('a key file that cannot be used', () => {
  const good = fresh()
  const [field] = good.fields
  const short = Buffer.alloc(31, 7).toString('base64')

  test.each<[string, unknown, string]>([
    ['a missing key', { ...good, suppression: undefined }, 'suppression'],
    ['a key that is too short', { ...good, index: short }, 'index: a key must be 32 bytes'],
    ['a key that is not base64', { ...good, letters: `${good.index.slice(0, -2)}!!` }, 'letters'],
    ['a list without a key', { ...good, fields: [] }, 'fields'],
    ['two keys of one number', { ...good, fields: [field, field] }, 'key ids must differ'],
    ['a number that does not fit into one byte', { ...good, fields: [{ ...field, id: 256 }] }, 'fields.0.id'],
    ['the number nought', { ...good, links: [{ ...field, id: 0 }] }, 'links.0.id'],
    ['another version', { ...good, version: 2 }, 'version'],
    ['a part that nobody reads', { ...good, backup: good.index }, 'file'],
    ['a list', [good], 'file'],
    ['nothing', null, 'file'],
  ])('because of %s names the part at fault, never a key', (_what, file, part) => {
    const message = faultOf(JSON.stringify(file))
    expect(message).toContain(part)
    for (const secret of [good.index, good.index.slice(0, 12), field?.key ?? '', short])
      expect(message).not.toContain(secret)
  })

  test('because it is cut off does not quote it', () => {
    const text = generateKeys()
    expect(faultOf(text.slice(0, -40))).toBe('Error: The key file is not JSON.')
    expect(faultOf('')).toBe('Error: The key file is not JSON.')
  })
})

describe('a key file from before letters were vouched for', () => {
  const old = { ...fresh(), manifests: undefined }
  const text = JSON.stringify(old)

  test('gets a key of its own, the same however often it is asked, and keeps all others', () => {
    const added = addManifestKey(text) ?? ''
    expect(addManifestKey(text)).toBe(added)
    const ring = parseKeyRing(added)
    expect(ring.letters.toString('base64')).toBe((old as Record<string, unknown>)['letters'])
    expect(ring.manifests[0]?.key.equals(ring.letters)).toBe(false)
    expect(ring.manifests).toHaveLength(1)
  })

  test('is told from one that has it, one that is broken and one that is none', () => {
    for (const other of [generateKeys(), '{"version":1}', 'x', 'null', '']) expect(addManifestKey(other)).toBeNull()
  })
})

test('a key for one purpose says nothing about the key for another (RFC 5869)', () => {
  const { index } = parseKeyRing(generateKeys())
  expect(deriveKey(index, 'address')).toEqual(deriveKey(index, 'address'))
  expect(deriveKey(index, 'address')).not.toEqual(deriveKey(index, 'network'))
  expect(deriveKey(index, 'address')).not.toEqual(index)
  // The vector keeps links, indexes and sealed fields readable over the years.
  expect(deriveKey(Buffer.alloc(32, 1), 'fields').toString('hex')).toBe(vector)
  expect(deriveKey(index, 'links/confirm/cipher', 16)).toHaveLength(16)
})

const vector = '8f30abc99984c17548e1e004e0795c51930bb19af4f7c4e95509aff2c6d8244b'

function faultOf(text: string): string {
  try {
    parseKeyRing(text)
  } catch (error) {
    return String(error)
  }
  throw new Error('That key file was taken.')
}
