import { expect, test } from 'vitest'
import { hashToken, newToken } from '#crypto/one-time-token'

test('a token is found again by its hash and by nothing else', () => {
  const { token, tokenHash } = newToken()
  expect(hashToken(token)).toEqual(tokenHash)
  expect(hashToken(`${token} `)).not.toEqual(tokenHash)
  expect(Buffer.from(tokenHash).toString('base64url')).not.toBe(token)
})

test('tokens hold 256 bits, fit into a URL as they are and never repeat', () => {
  const tokens = Array.from({ length: 200 }, () => newToken().token)
  expect(tokens.filter((token) => !/^[A-Za-z0-9_-]{43}$/.test(token))).toEqual([])
  expect(new Set(tokens).size).toBe(tokens.length)
})
