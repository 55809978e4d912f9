import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEmailAddress } from '#domain/email-address'
import { maskAddress } from '#domain/mask-address'

test.each([
  ['mina@mail.example', 'm•••••@mail.example'],
  ['m@mail.example', '•••••@mail.example'],
  ['mi@xn--3e0b707e.example', 'm•••••@xn--3e0b707e.example'],
])('%s is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown)
})

test('what is shown tells one letter of the name, and not how long it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{2,30}$/), (local) => {
      expect(maskAddress(parseEmailAddress(`${local}@mail.example`))).toBe(`${local[0]}•••••@mail.example`)
    }),
  )
})
