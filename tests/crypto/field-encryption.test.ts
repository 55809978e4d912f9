import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFieldOpener, createFieldSealer, type Place } from '#crypto/field-encryption'
import { generateKeys, parseKeyRing, type NumberedKey } from '#crypto/key-ring'

const place: Place = { table: 'subscribers', column: 'email_sealed', id: '0198c0de-0000-7000-8000-000000000001' }
const address = 'canary-heron@leak.example'

function newKey(id: number): NumberedKey {
  const [made] = parseKeyRing(generateKeys()).fields
  if (!made) throw new Error('A new key ring holds a key for fields.')
  return { id, key: made.key }
}

const first = newKey(1)
const sealer = createFieldSealer([first])
const opener = createFieldOpener([first])

describe('a sealed field', () => {
  test('opens to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (text, id) => {
        expect(opener.open({ ...place, id }, sealer.seal({ ...place, id }, text))).toBe(text)
      }),
    )
  })

  test('opens when the database driver hands it out as part of a larger buffer', () => {
    const sealed = sealer.seal(place, address)
    const larger = new Uint8Array(sealed.length + 20)
    larger.set(sealed, 7)
    expect(opener.open(place, larger.subarray(7, 7 + sealed.length))).toBe(address)
  })

  test('is never the same twice, and shows nothing of what it holds but its length', () => {
    const sealed = Array.from({ length: 50 }, () => sealer.seal(place, address))
    expect(new Set(sealed.map((bytes) => bytes.subarray(2, 14).toString('hex'))).size).toBe(50)
    for (const bytes of sealed) {
      expect(bytes).toHaveLength(2 + 12 + address.length + 16)
      expect(bytes.includes('canary') || bytes.includes('leak')).toBe(false)
    }
  })

  test('does not open with any one of its bits turned', () => {
    const sealed = sealer.seal(place, address)
    const opened = Array.from({ length: sealed.length * 8 }, (_, bit) => {
      const altered = Buffer.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      return opens(place, altered)
    })
    expect(opened.filter(Boolean)).toEqual([])
  })

  test('does not open cut short, made longer or emptied', () => {
    const sealed = sealer.seal(place, address)
    for (let length = 0; length < sealed.length; length += 1)
      expect(opens(place, sealed.subarray(0, length))).toBe(false)
    expect(opens(place, Buffer.concat([sealed, Buffer.of(0)]))).toBe(false)
  })

  test.each<[string, Place]>([
    ['another row', { ...place, id: '0198c0de-0000-7000-8000-000000000002' }],
    ['another column', { ...place, column: 'name_sealed' }],
    ['another table', { ...place, table: 'pending_subscriptions' }],
    ['a place whose names join to the same text', { table: 'subscribersemail', column: '_sealed', id: place.id }],
  ])('does not open when it is moved to %s', (_what, other) => {
    expect(opens(other, sealer.seal(place, address))).toBe(false)
  })

  test('that does not open is told of without what it holds, its key or its row', () => {
    const stranger = createFieldOpener([newKey(2)])
    const told = [
      () => stranger.open(place, sealer.seal(place, address)),
      () => opener.open(place, Buffer.from(address)),
    ].map(messageOf)
    expect(told[0]).toContain('subscribers.email_sealed')
    for (const message of told) {
      expect(message).not.toContain('canary')
      expect(message).not.toContain(place.id)
      expect(message).not.toContain(first.key.toString('base64'))
    }
  })
})

describe('keys that change', () => {
  const second = newKey(2)

  test('the first key seals, and all of them open', () => {
    const rotated = [second, first]
    const old = sealer.seal(place, address)
    const fresh = createFieldSealer(rotated).seal(place, address)
    expect([old[1], fresh[1]]).toEqual([1, 2])
    expect([old, fresh].map((sealed) => createFieldOpener(rotated).open(place, sealed))).toEqual([address, address])
    expect(() => opener.open(place, fresh)).toThrow('unknown format or key')
  })

  test('another key under the same number opens nothing', () => {
    expect(() => createFieldOpener([newKey(1)]).open(place, sealer.seal(place, address))).toThrow(Error)
  })

  test('without a key nothing is sealed', () => {
    expect(() => createFieldSealer([])).toThrow('no key for fields')
  })
})

function opens(where: Place, sealed: Uint8Array): boolean {
  try {
    opener.open(where, sealed)
    return true
  } catch {
    return false
  }
}

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return String(error)
  }
  throw new Error('That should not have opened.')
}
