import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateKeys, parseKeyRing, type NumberedKey } from '#crypto/key-ring'
import {
  createManifestSigner,
  digestText,
  parseManifestKeys,
  publicManifestKeys,
  verifyManifest,
} from '#crypto/manifest-keys'

const fresh = (): NumberedKey => parseKeyRing(generateKeys()).manifests[0] ?? fresh()
const key = fresh()
const said = { version: 1, subject: '다시 시작한 모든 이의 날' }

describe('a signed statement', () => {
  test('says what was signed, to whoever has the public key', async () => {
    const jws = await createManifestSigner([key]).sign(said)
    expect(await verifyManifest(jws, await publicManifestKeys([key]))).toEqual(said)
  })

  test('is a JWS with Ed25519 that any other program can check (RFC 7515, RFC 8037)', async () => {
    const jws = await createManifestSigner([key]).sign(said)
    const [header = '', payload = '', signature = ''] = jws.split('.')
    const { keys } = await publicManifestKeys([key])
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'EdDSA',
      kid: keys[0]?.kid,
      typ: 'northlight-letter+json',
    })
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: keys[0]?.x ?? '' } })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  test('is believed after its key was followed by another, and not once the key has gone', async () => {
    const next = { ...fresh(), id: 2 }
    const old = await createManifestSigner([key]).sign(said)
    const newer = await createManifestSigner([next, key]).sign(said)
    const both = await publicManifestKeys([next, key])
    expect([await verifyManifest(old, both), await verifyManifest(newer, both)]).toEqual([said, said])
    expect(await verifyManifest(old, await publicManifestKeys([next]))).toBeNull()
    expect(both.keys[0]?.kid).not.toBe(both.keys[1]?.kid)
  })

  test('is not believed with one character changed, or of another type or algorithm', async () => {
    const keys = await publicManifestKeys([key])
    const jws = await createManifestSigner([key]).sign(said)
    for (let place = 0; place < jws.length - 1; place += 7) {
      const changed = jws.slice(0, place) + (jws[place] === 'A' ? 'B' : 'A') + jws.slice(place + 1)
      expect(await verifyManifest(changed, keys)).toBeNull()
    }
    const [, payload = ''] = jws.split('.')
    const header = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64url')
    for (const forged of [
      '',
      'x',
      `${header({ alg: 'none' })}.${payload}.`,
      `${header({ alg: 'HS256' })}.${payload}.AAAA`,
    ])
      expect(await verifyManifest(forged, keys)).toBeNull()
  })
})

describe('a set of public keys', () => {
  test('can be written down and read again, and holds nothing private', async () => {
    const keys = await publicManifestKeys([key])
    const text = JSON.stringify(keys)
    expect(parseManifestKeys(text)).toEqual(keys)
    expect(Object.keys(keys.keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })

  test('is refused as another key, as no key and as no JSON', () => {
    const rsa = { kty: 'RSA', n: 'x', e: 'AQAB', kid: '1', use: 'sig', alg: 'RS256' }
    for (const text of [JSON.stringify({ keys: [rsa] }), '{"keys":[]}', '[]', 'x'])
      expect(() => parseManifestKeys(text)).toThrow(/^The key file/)
  })
})

test('the digest of a text is SHA-256 of its UTF-8, as base64url', () => {
  // FIPS 180-4, the example "abc".
  expect(Buffer.from(digestText('abc'), 'base64url').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
