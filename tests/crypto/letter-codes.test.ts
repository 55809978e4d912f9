import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createLetterCodes } from '#crypto/letter-codes'
import { readLetterCode } from '#domain/letter-code'
import { createTestKeys } from '../support/keys.ts'

const keys = createTestKeys()
const codes = createLetterCodes(keys)
const campaignIds = Array.from({ length: 500 }, () => randomUUID())

test('a campaign always has the same code, and it can be read back', () => {
  for (const id of campaignIds) {
    const code = codes.codeFor(id)
    expect(createLetterCodes(keys).codeFor(id)).toBe(code)
    expect(readLetterCode(code)).toBe(code)
  }
  expect(new Set(campaignIds.map((id) => codes.codeFor(id))).size).toBe(campaignIds.length)
})

test('nobody without the key can work the code of a campaign out of its id', () => {
  const others = createLetterCodes(createTestKeys())
  expect(campaignIds.filter((id) => others.codeFor(id) === codes.codeFor(id))).toEqual([])
})
