/**
 * What a failed call to a mail provider means for us.
 * - `temporary`: nothing was sent; the same call may be made again later
 * - `permanent`: nothing was sent, and the same call will fail again
 * - `refused`: the provider refuses us as a whole (key, domain, account): stop all sending and tell a person
 * - `unknown`: it may have been sent
 * - `conflict`: the provider knows the key with other bytes, so something was sent under it; never to be repeated
 */
export type ProviderFailureKind = 'temporary' | 'permanent' | 'refused' | 'unknown' | 'conflict'

/** A mail provider's "no", or its silence. Holds codes only, never an address or the provider's words. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly kind: ProviderFailureKind
  readonly code: string
  /** How long the provider asked us to wait. */
  readonly retryAfterSeconds: number | undefined

  constructor(kind: ProviderFailureKind, code: string, { retryAfterSeconds }: { retryAfterSeconds?: number } = {}) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}
