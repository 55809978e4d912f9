import { expect, test } from 'vitest'
import { apiKeys } from '#crypto/api-key'

test('a key comes back to the hash that was kept of it', () => {
  const { key, keyHash } = apiKeys.make()
  expect(apiKeys.hash(key)).toEqual(keyHash)
})

test('no two keys are the same', () => {
  expect(apiKeys.make().key).not.toBe(apiKeys.make().key)
})

test('a slip in any place is noticed without a look-up', () => {
  const { key } = apiKeys.make()
  for (let place = 0; place < key.length; place += 1) {
    const slipped = `${key.slice(0, place)}${key[place] === '0' ? '1' : '0'}${key.slice(place + 1)}`
    expect([place, apiKeys.hash(slipped)]).toEqual([place, null])
  }
})

test.each(['', 'nlk_', ' ', 'NLK_', 'Bearer'])('“%s” is no key', (text) => {
  expect(apiKeys.hash(text)).toBeNull()
})
