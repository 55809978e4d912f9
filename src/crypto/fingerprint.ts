import { createHash } from 'node:crypto'

/** SHA-256 of a value's canonical JSON (keys sorted at every depth), in hex: equal values, equal fingerprints. */
export type Fingerprint = (value: unknown) => string

export const fingerprint: Fingerprint = (value) => createHash('sha256').update(canonicalJson(value)).digest('hex')

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
