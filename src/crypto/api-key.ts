import { createHash, randomBytes } from 'node:crypto'
import { hashToken } from './one-time-token.ts'

/** Makes keys for programs, and hashes those that come back. */
export type ApiKeys = {
  /** A new key, and the hash that is kept of it. */
  make(): { key: string; keyHash: Uint8Array }
  /** The hash of a key; null for what was never one of ours. */
  hash(text: string): Uint8Array | null
}

const prefix = 'nlk_'
const secretLength = 64
const form = /^nlk_[0-9a-f]{72}$/

/**
 * Keys are `nlk_`, 256 random bits and a checksum of 32, all in hex: scanners for secrets find them wherever they lie,
 * and a slip in copying is no look-up in the database.
 */
export const apiKeys: ApiKeys = {
  make() {
    const secret = randomBytes(secretLength / 2).toString('hex')
    const key = `${prefix}${secret}${checksumOf(secret)}`
    return { key, keyHash: hashToken(key) }
  },
  hash(text) {
    const secret = text.slice(prefix.length, prefix.length + secretLength)
    return form.test(text) && text.endsWith(checksumOf(secret)) ? hashToken(text) : null
  },
}

function checksumOf(secret: string): string {
  return createHash('sha256').update(`${prefix}${secret}`).digest('hex').slice(0, 8)
}
