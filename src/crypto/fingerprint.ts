import { createHash, hash } from 'node:crypto'

/** SHA-256 of a value's canonical JSON (keys sorted at every depth), in hex: equal values, equal fingerprints. */
export type Fingerprint = (value: unknown) => string

export const fingerprint: Fingerprint = (value) => createHash('sha256').update(canonicalJson(value)).digest('hex')

const longTextLength = 1024

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    // A long text goes in as its own hash: to write megabytes of mail as JSON first would cost three times as much.
    if (typeof part === 'string' && part.length > longTextLength) return { sha256: hash('sha256', part) }
    return part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part
  })
}
