import { describe, expect, test } from 'vitest'
import { createBlindIndex } from '#crypto/blind-index'
import { parseEmailAddress } from '#domain/email-address'
import { createTestKeys } from '../support/keys.ts'

const keys = createTestKeys()
const index = createBlindIndex(keys)
const address = parseEmailAddress('minji@reader.example')

describe('a blind index', () => {
  test('is equal for equal addresses, however they were typed, and after a restart', () => {
    const again = createBlindIndex(keys)
    expect(again.address(parseEmailAddress(' MinJi@Reader.EXAMPLE '))).toEqual(index.address(address))
    expect(again.suppression(parseEmailAddress('MINJI@reader.example'))).toEqual(index.suppression(address))
    expect(again.network('192.0.2.0/24')).toBe(index.network('192.0.2.0/24'))
  })

  test('has 32 bytes and differs for addresses that differ by one character', () => {
    const others = ['minj@reader.example', 'minji@reader1.example', 'mimji@reader.example'].map((text) =>
      index.address(parseEmailAddress(text)),
    )
    expect(new Set([index.address(address), ...others].map((hash) => hash.toString('hex'))).size).toBe(4)
    expect(index.address(address)).toHaveLength(32)
  })

  test('of a subscriber says nothing about the suppressions of the same address, nor the other way round', () => {
    expect(index.address(address)).not.toEqual(index.suppression(address))
    const sameKeyTwice = createBlindIndex({ index: keys.index, suppression: keys.index })
    expect(sameKeyTwice.address(address)).not.toEqual(sameKeyTwice.suppression(address))
    expect(sameKeyTwice.network(address)).not.toBe(sameKeyTwice.address(address).toString('base64url'))
  })

  test('needs its own key and no other: suppressions outlive a new key for addresses', () => {
    const others = createTestKeys()
    const newIndex = createBlindIndex({ index: others.index, suppression: keys.suppression })
    expect(newIndex.address(address)).not.toEqual(index.address(address))
    expect(newIndex.network('192.0.2.0/24')).not.toBe(index.network('192.0.2.0/24'))
    expect(newIndex.suppression(address)).toEqual(index.suppression(address))
  })
})
