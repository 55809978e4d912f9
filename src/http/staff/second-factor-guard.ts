import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { TWO_FACTOR_ERROR_CODES } from 'better-auth/plugins/two-factor'
import type { World } from '#actions/world'
import { Refusal } from '#domain/refusal'

/** Where better-auth looks at a code, of an authenticator app or for recovery. */
const codePaths: readonly (string | undefined)[] = ['/two-factor/verify-totp', '/two-factor/verify-backup-code']

/**
 * Stands before better-auth's own look at a code: a person gets so many tries, whichever browser or challenge they come
 * by, and no code counts twice (RFC 6238 §5.2), which better-auth itself leaves open. A code that was used before is
 * refused in the words for a wrong one.
 */
export function guardSecondFactor({ rateLimits, fingerprint }: Pick<World, 'rateLimits' | 'fingerprint'>) {
  const guard = createAuthMiddleware(async (context) => {
    const cookie = context.context.createAuthCookie('two_factor')
    const session = await getSessionFromCtx(context)
    const challenge = session === null && (await context.getSignedCookie(cookie.name, context.context.secret))
    const asked = challenge ? await context.context.internalAdapter.findVerificationValue(challenge) : null
    const holder = session?.user.id ?? asked?.value
    // Better-auth refuses what nobody was asked for.
    if (holder === undefined) return
    const account = fingerprint({ holder })
    for (const limit of ['second-factor-per-account', 'second-factor-per-account-daily'] as const) {
      if (!(await rateLimits.take(limit, account))) throw new Refusal('rate-limited')
    }
    const { code } = context.body as { code: string }
    if (!(await rateLimits.take('second-factor-code', fingerprint({ holder, code }))))
      throw APIError.from('UNAUTHORIZED', TWO_FACTOR_ERROR_CODES.INVALID_CODE)
  })
  return {
    id: 'second-factor-guard',
    hooks: { before: [{ matcher: ({ path }) => codePaths.includes(path), handler: guard }] },
  } satisfies BetterAuthPlugin
}
