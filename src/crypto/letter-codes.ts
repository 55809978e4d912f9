import { createHmac } from 'node:crypto'
import { formatLetterCode } from '#domain/letter-code'
import { deriveKey, type KeyRing } from './key-ring.ts'

/** Makes the code that a campaign's letters carry: nobody can guess the code of a letter that was never sent. */
export type LetterCodes = { codeFor(campaignId: string): string }

export function createLetterCodes({ letters }: Pick<KeyRing, 'letters'>): LetterCodes {
  const key = deriveKey(letters, 'codes')
  return {
    codeFor: (campaignId) => formatLetterCode(createHmac('sha256', key).update(campaignId).digest().readBigUInt64BE()),
  }
}
