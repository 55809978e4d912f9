import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLinkSigner, type LinkClaim, type LinkPurpose } from '#crypto/link-signer'
import type { NumberedKey } from '#crypto/key-ring'
import { createTestKeys } from '../support/keys.ts'

const purposes: readonly LinkPurpose[] = ['confirm', 'block', 'preferences', 'address', 'unsubscribe']

function newKeys(id = 1): NumberedKey[] {
  return createTestKeys().links.map(({ key }) => ({ id, key }))
}

const keys = newKeys()
const signer = createLinkSigner(keys)
const expiresAt = Temporal.Instant.from('2026-06-12T03:00:00Z')
const claims: LinkClaim[] = [
  { ids: [randomUUID()], expiresAt: null },
  { ids: [randomUUID(), randomUUID()], expiresAt },
]

const claim: fc.Arbitrary<LinkClaim> = fc.record({
  ids: fc.array(fc.uuid(), { minLength: 1, maxLength: 2 }),
  expiresAt: fc.option(
    fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
  ),
})

describe('a signed link', () => {
  test('carries what was signed, and is the same every time', () => {
    fc.assert(
      fc.property(claim, fc.constantFrom(...purposes), (signed, purpose) => {
        const token = signer.sign(purpose, signed)
        expect(token).toMatch(/^[A-Za-z0-9_-]{50,71}$/)
        expect(createLinkSigner(keys).sign(purpose, signed)).toBe(token)
        const verified = signer.verify(purpose, token)
        expect(verified?.ids).toEqual(signed.ids)
        expect(verified?.expiresAt?.epochMilliseconds).toBe(signed.expiresAt?.epochMilliseconds)
      }),
    )
  })

  test('is the same when many are signed in one go, in their order', () => {
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 20 }), fc.constantFrom(...purposes), (claimed, purpose) => {
        const tokens = signer.signAll(purpose, claimed)
        expect(tokens).toEqual(claimed.map((each) => signer.sign(purpose, each)))
        expect(tokens.map((token) => signer.verify(purpose, token)?.ids)).toEqual(claimed.map(({ ids }) => ids))
      }),
    )
  })

  test('is encrypted and signed as it always was: letters on their way hold it', () => {
    const fixed = createLinkSigner([{ id: 7, key: Buffer.alloc(32, 'k') }])
    const id = '0198c0de-1234-7000-8000-aaaaaaaaaaaa'
    expect(fixed.sign('preferences', { ids: [id], expiresAt })).toBe(
      'B2ordjAsvWQfa5rPo5LdiGoZVE1vp7bHijOgUadDG0zlrd7u2A',
    )
    expect(fixed.sign('unsubscribe', { ids: [id, id], expiresAt: null })).toBe(
      'BwAAAACkk1OkFXuqYrck6AACG-mx3N7-JbIC_W1W2ztl9hpr9f3vYqn1XsqeG9wgu7V0lpM',
    )
  })

  test('ends no later than it was said to, to the second', () => {
    const token = signer.sign('preferences', { ids: [randomUUID()], expiresAt: expiresAt.add({ milliseconds: 999 }) })
    expect(signer.verify('preferences', token)?.expiresAt?.toString()).toBe(expiresAt.toString())
  })

  test('is still read when its time is over, so that the page can say just that', () => {
    const past = Temporal.Instant.from('1999-01-01T00:00:00Z')
    expect(
      signer.verify('confirm', signer.sign('confirm', { ids: [randomUUID()], expiresAt: past }))?.expiresAt?.toString(),
    ).toBe(past.toString())
  })

  test('shows neither the ids nor when they were made', () => {
    const ids = ['0198c0de-1234-7000-8000-aaaaaaaaaaaa', '0198c0de-1234-7000-8000-bbbbbbbbbbbb']
    const bytes = ids.map((id) => Buffer.from(signer.sign('unsubscribe', { ids: [id], expiresAt: null }), 'base64url'))
    for (const token of bytes) {
      for (const part of ['0198c0de', 'aaaaaaaa', 'bbbbbbbb'])
        expect(token.includes(Buffer.from(part, 'hex'))).toBe(false)
    }
    // Two people who subscribed in the same millisecond have nothing in common after the key id and the expiry.
    expect(bytes[0]?.subarray(5, 9)).not.toEqual(bytes[1]?.subarray(5, 9))
  })

  test('is not signed for anything but one or two UUIDs', () => {
    const id = randomUUID()
    for (const ids of [[], [id, id, id], ['7'], [`${id}00`], [id.replace('-', 'z')]]) {
      expect(() => signer.sign('confirm', { ids, expiresAt: null })).toThrow(Error)
    }
  })
})

describe('what was not signed is null', () => {
  test.each(claims.map((signed) => [signed.ids.length, signed] as const))(
    'with any one bit turned (%i ids)',
    (_count, signed) => {
      const bytes = Buffer.from(signer.sign('unsubscribe', signed), 'base64url')
      const read = Array.from({ length: bytes.length * 8 }, (_, bit) => {
        const altered = Buffer.from(bytes)
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        return signer.verify('unsubscribe', altered.toString('base64url'))
      })
      expect(read.filter((verified) => verified !== null)).toEqual([])
    },
  )

  test('with any one character changed, the spare bits of the last one included', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const signed of claims) {
      const token = signer.sign('unsubscribe', signed)
      const others = Array.from(token, (kept, place) =>
        Array.from(alphabet)
          .filter((character) => character !== kept)
          .map((character) => token.slice(0, place) + character + token.slice(place + 1)),
      ).flat()
      expect(others.filter((other) => signer.verify('unsubscribe', other) !== null)).toEqual([])
    }
  })

  test('cut short, made longer, padded, spaced or in another base64', () => {
    for (const signed of claims) {
      const token = signer.sign('unsubscribe', signed)
      const shorter = Array.from(token, (_, length) => token.slice(0, length))
      const bytes = Buffer.from(token, 'base64url')
      const others = [
        ...shorter,
        `${token}A`,
        `${token}=`,
        `${token}==`,
        `${token}\n`,
        ` ${token}`,
        `${token}%00`,
        token + token,
        bytes.toString('hex'),
        Buffer.concat([bytes, bytes.subarray(5, 21)]).toString('base64url'),
      ]
      expect(others.filter((other) => signer.verify('unsubscribe', other) !== null)).toEqual([])
    }
    const standard = signTokenWithBothSpecials()
    expect(signer.verify('unsubscribe', standard)).not.toBeNull()
    expect(signer.verify('unsubscribe', standard.replaceAll('-', '+').replaceAll('_', '/'))).toBeNull()
  })

  test('for every other purpose', () => {
    for (const signed of purposes) {
      const token = signer.sign(signed, { ids: [randomUUID()], expiresAt })
      expect(purposes.filter((purpose) => signer.verify(purpose, token) !== null)).toEqual([signed])
    }
  })

  test('with a block of one token put into another', () => {
    const [one, other] = claims.map((signed) => Buffer.from(signer.sign('unsubscribe', signed), 'base64url'))
    if (!one || !other) throw new Error('There are two claims.')
    const mixed = Buffer.concat([other.subarray(0, 5), one.subarray(5, 21), other.subarray(21)])
    expect(signer.verify('unsubscribe', mixed.toString('base64url'))).toBeNull()
  })

  test('when it is anything at all', () => {
    const size = fc.constantFrom(0, 1, 21, 36, 37, 38, 52, 53, 54, 200)
    const bytes = size
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
      .map((array) => Buffer.from(array).toString('base64url'))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), bytes), fc.constantFrom(...purposes), (token, purpose) => {
        expect(signer.verify(purpose, token)).toBeNull()
      }),
    )
  })
})

describe('keys that change', () => {
  const second = newKeys(2)

  test('a link in an old letter works for as long as its key is kept', () => {
    const old = signer.sign('unsubscribe', { ids: [randomUUID()], expiresAt: null })
    const rotated = createLinkSigner([...second, ...keys])
    expect(rotated.verify('unsubscribe', old)).not.toBeNull()
    expect(
      rotated.verify('unsubscribe', rotated.sign('unsubscribe', { ids: [randomUUID()], expiresAt: null })),
    ).not.toBeNull()
    expect(createLinkSigner(second).verify('unsubscribe', old)).toBeNull()
    expect(
      signer.verify('unsubscribe', rotated.sign('unsubscribe', { ids: [randomUUID()], expiresAt: null })),
    ).toBeNull()
  })

  test('another key under the same number verifies nothing', () => {
    expect(
      createLinkSigner(newKeys()).verify('confirm', signer.sign('confirm', { ids: [randomUUID()], expiresAt: null })),
    ).toBeNull()
  })

  test('without a key nothing is signed', () => {
    expect(() => createLinkSigner([])).toThrow('no key for links')
  })
})

function signTokenWithBothSpecials(): string {
  for (;;) {
    const token = signer.sign('unsubscribe', { ids: [randomUUID()], expiresAt: null })
    if (token.includes('-') && token.includes('_')) return token
  }
}
