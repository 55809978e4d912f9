/**
 * What a failed call to a mail provider means for us.
 * - `temporary`: nothing was sent; the same call may be made again later
 * - `permanent`: nothing was sent, and the same call will fail again
 * - `refused`: the provider refuses us as a whole (key, domain, account): stop all that goes by it and tell a person
 * - `quota`: nothing was sent, and what the provider allows for the day or the month is used up
 * - `unknown`: it may have been sent
 * - `conflict`: the provider knows the key with other bytes, so something was sent under it; never to be repeated
 */
export type ProviderFailureKind = 'temporary' | 'permanent' | 'refused' | 'quota' | 'unknown' | 'conflict'

/** A mail provider's "no", or its silence. Holds codes only, never an address or the provider's words. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly kind: ProviderFailureKind
  readonly code: string
  /** How long the provider asked us to wait. */
  readonly retryAfterSeconds: number | undefined
  /** Of a `permanent` refusal of one message: that the address is at fault, and will be the next time. */
  readonly isAddressDead: boolean
  /** Of a `temporary` failure of one message: that its reader's server is the cause, which says nothing of the provider. */
  readonly isOfReader: boolean

  constructor(
    kind: ProviderFailureKind,
    code: string,
    {
      retryAfterSeconds,
      isAddressDead = false,
      isOfReader = false,
    }: { retryAfterSeconds?: number; isAddressDead?: boolean; isOfReader?: boolean } = {},
  ) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.isAddressDead = isAddressDead
    this.isOfReader = isOfReader
  }
}

/**
 * The code of a message that our own mailer did not begin, since the server of its reader is slow and others are not to
 * wait for it. Says nothing of the provider, and nothing that counts against the reader.
 */
export const domainBusy = 'smtp-domain-busy'
