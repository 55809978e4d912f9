import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createViewSecrets, sealedViews } from '#crypto/sealed-view'
import { createTestKeys } from '../support/keys.ts'

const keyRing = createTestKeys()
const secretOf = createViewSecrets(keyRing)
const id = randomUUID()
const secret = secretOf(id)
const text = '{"address":"mina@mail.example"}'

test('a view opens with its secret, however often it is sealed', () => {
  const [first, second] = [sealedViews.seal({ id, secret }, text), sealedViews.seal({ id, secret }, text)]
  expect(first.equals(second)).toBe(false)
  expect([first, second].map((sealed) => sealedViews.open({ id, secret }, sealed))).toEqual([text, text])
  expect(first.includes('mina')).toBe(false)
})

test('a secret is the same for the same id, and another for another id or other keys', () => {
  expect(secretOf(id)).toBe(secret)
  expect(secretOf(randomUUID())).not.toBe(secret)
  expect(createViewSecrets(createTestKeys())(id)).not.toBe(secret)
  expect(secret).toMatch(/^[\w-]{22}$/)
})

test('nothing else opens it', () => {
  const sealed = sealedViews.seal({ id, secret }, text)
  const altered = Buffer.from(sealed)
  altered[altered.length - 20] = (altered[altered.length - 20] ?? 0) ^ 1
  const other = secretOf(randomUUID())
  // The last character of a secret has bits that say nothing; each spelling but ours is refused.
  const respelt = `${secret.slice(0, -1)}${String.fromCharCode(secret.charCodeAt(21) + 1)}`
  for (const [key, bytes] of [
    [{ id, secret: other }, sealed],
    [{ id: randomUUID(), secret }, sealed],
    [{ id, secret: '' }, sealed],
    [{ id, secret: `${secret}A` }, sealed],
    [{ id, secret: respelt }, sealed],
    [{ id, secret }, altered],
    [{ id, secret }, sealed.subarray(0, 20)],
  ] as const)
    expect(sealedViews.open(key, bytes)).toBeNull()
})
