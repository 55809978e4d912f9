import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDeliveryReferences } from '#crypto/delivery-references'
import { createTestKeys } from '../support/keys.ts'

const { links } = createTestKeys()
const references = createDeliveryReferences(links)

test('a reference names its place again, also where a server has folded its case', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 99 }), (batchId, position) => {
      const reference = references.sign({ batchId, position })
      expect(references.read(reference)).toEqual({ batchId, position })
      expect(references.read(reference.toUpperCase())).toEqual({ batchId, position })
    }),
  )
})

test('a reference fits into the local part of an address, with a word before it', () => {
  const reference = references.sign({ batchId: randomUUID(), position: 99 })
  expect(reference).toMatch(/^[0-9a-z-]{50,52}$/)
  expect(`bounce+${reference}`.length).toBeLessThanOrEqual(64)
})

test('whoever has one reference cannot make that of the next place', () => {
  const batchId = randomUUID()
  const first = references.sign({ batchId, position: 3 })
  const mac = first.slice(-16)
  expect(references.read(`${first.slice(0, -18)}4-${mac}`)).toBeNull()
  for (const text of ['', 'x', `${first}0`, first.slice(1), `${first}\n`, first.replace(/.$/, 'z')]) {
    expect(references.read(text)).toBeNull()
  }
})

test('a reference of an older key is still read, and one of another house is not', () => {
  const [other] = createTestKeys().links
  if (!other) throw new Error('There is no key.')
  const place = { batchId: randomUUID(), position: 0 }
  const renewed = createDeliveryReferences([{ ...other, id: 2 }, ...links])
  expect(renewed.read(references.sign(place))).toEqual(place)
  expect(references.read(renewed.sign(place))).toBeNull()
})
