import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 bits for a one-time link, and the hash that is kept of it. */
export function newToken(): { token: string; tokenHash: Uint8Array } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

/** A token of that strength needs no salt and no stretching. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
