import type { Context, MiddlewareHandler } from 'hono'
import { confirmationWaysOf, isRecentlyConfirmed, type ConfirmationWay } from '#domain/second-factor'
import { requirePermission, type Permission } from '#domain/staff'
import { ApiRefusal, StepUpRequired } from './api-refusal.ts'
import type { StaffSession } from './auth.ts'
import { takeMember, type StaffEnv } from './staff-env.ts'

/**
 * The part of a route's definition for what is grave: somebody who may, in person, with a second factor shown within
 * `limits.confirmationMinutes`.
 */
export function recentlyConfirmed(permission: Permission) {
  const middleware: MiddlewareHandler<StaffEnv> = async (c, next) => {
    requirePermission(await takeMember(c), permission)
    await requireConfirmation(c)
    await next()
  }
  return { middleware, security: [{ session: [] }] }
}

/** Asks for one of the member's own second factors. */
export const requireOwnFactor: MiddlewareHandler<StaffEnv> = async (c, next) => {
  await takeMember(c)
  await requireConfirmation(c)
  await next()
}

/** Asks for one of the member's own second factors, if they have any. */
export const requireOwnFactorIfAny: MiddlewareHandler<StaffEnv> = async (c, next) => {
  const { id } = await takeMember(c)
  if (confirmationWaysOf(await c.var.findSecondFactors(id)).length > 0) await requireConfirmation(c)
  await next()
}

/**
 * The session of whoever is about to confirm by something that they have.
 * @throws ApiRefusal `second-factor-missing` for what they do not have; `key-not-accepted`
 */
export async function requireWay(c: Context<StaffEnv>, way: ConfirmationWay): Promise<StaffSession> {
  const { id, session } = c.var.member
  if (!session) throw new ApiRefusal('key-not-accepted')
  const ways = confirmationWaysOf(await c.var.findSecondFactors(id))
  if (!ways.includes(way)) throw new ApiRefusal('second-factor-missing')
  return session
}

/** @throws StepUpRequired; ApiRefusal `second-factor-missing` for somebody who has none to show */
async function requireConfirmation(c: Context<StaffEnv>): Promise<void> {
  const { id, session } = c.var.member
  if (session && isRecentlyConfirmed(session.secondFactorAt, c.var.now())) return
  const ways = confirmationWaysOf(await c.var.findSecondFactors(id))
  throw ways.length === 0 ? new ApiRefusal('second-factor-missing') : new StepUpRequired(ways)
}
