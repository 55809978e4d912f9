import { limits } from './limits.ts'

/** How somebody can show that it is still they who act: what they have, beside the password that they know. */
export const confirmationWays = ['passkey', 'totp', 'recovery'] as const

export type ConfirmationWay = (typeof confirmationWays)[number]

/** The second factors of a member of staff. */
export type SecondFactors = {
  /** An authenticator app (RFC 6238) whose first code was right. */
  readonly totp: boolean
  readonly passkeys: readonly Passkey[]
}

/** A passkey (WebAuthn credential) as its owner sees it. */
export type Passkey = {
  readonly id: string
  readonly name: string | null
  readonly createdAt: Temporal.Instant | null
  /** Whether its provider keeps a copy, so that losing one device does not lose it. */
  readonly isSynced: boolean
}

/** The ways that somebody has; none without a second factor. Recovery codes come with an authenticator app. */
export function confirmationWaysOf({ totp, passkeys }: SecondFactors): ConfirmationWay[] {
  const has: Readonly<Record<ConfirmationWay, boolean>> = { passkey: passkeys.length > 0, totp, recovery: totp }
  return confirmationWays.filter((way) => has[way])
}

/** Whether a second factor was shown so lately that nobody else will have sat down at the same desk since. */
export function isRecentlyConfirmed(secondFactorAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  if (secondFactorAt === null) return false
  const earliest = now.subtract({ minutes: limits.confirmationMinutes })
  const latest = now.add({ seconds: limits.clockSkewSecondsMax })
  return (
    Temporal.Instant.compare(secondFactorAt, earliest) >= 0 && Temporal.Instant.compare(secondFactorAt, latest) <= 0
  )
}
