import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import type { World } from '#actions/world'
import { Refusal } from '#domain/refusal'
import type { SecondFactors } from '#domain/second-factor'
import { ApiRefusal } from './api-refusal.ts'
import type { SignedInMember, StaffAuth } from './auth.ts'
import { faultsOf, InvalidInput } from './invalid-input.ts'

/** What the staff app is made of. */
export type StaffParts = {
  readonly world: World
  readonly auth: StaffAuth
  /** The caller's network address, or null where it is not known. */
  readonly clientAddress: (c: Context) => string | null
  /** Where the built static files are, `api-reference.js` among them. */
  readonly assetsDirectory: string
  /** Told of every error that is a bug. */
  readonly reportBug: (error: Error) => void
}

export type StaffEnv = {
  Variables: {
    /** Whoever is signed in; asked at most once per request. */
    findMember: () => Promise<SignedInMember | null>
    /** Set by what a route asks for: `signedIn`, `signedInOrKey` or `recentlyConfirmed`. */
    member: SignedInMember
    now: () => Temporal.Instant
    findSecondFactors: (staffId: string) => Promise<SecondFactors>
    /** Puts on record what is asked for with a key. */
    noteUse: (member: SignedInMember) => Promise<void>
  }
}

/** A router for one route: what does not have the form of its schema is refused with every fault named. */
export function createStaffRouter(): OpenAPIHono<StaffEnv> {
  return new OpenAPIHono<StaffEnv>({
    defaultHook: (result) => {
      if (result.success) return
      // An id that is no id names nothing.
      if (result.target === 'param') throw new Refusal('not-found')
      throw new InvalidInput(faultsOf(result.error.issues))
    },
  })
}

/** Whoever asks, in person. @throws Refusal `sign-in-required`; ApiRefusal `key-not-accepted` */
export async function takeMember(c: Context<StaffEnv>): Promise<SignedInMember> {
  const member = await c.var.findMember()
  if (!member) throw new Refusal('sign-in-required')
  if (!member.session) throw new ApiRefusal('key-not-accepted')
  c.set('member', member)
  return member
}

/** Lets only signed-in staff pass. @throws Refusal `sign-in-required`; ApiRefusal `key-not-accepted` */
export const requireMember: MiddlewareHandler<StaffEnv> = async (c, next) => {
  await takeMember(c)
  await next()
}

const requireMemberOrKey: MiddlewareHandler<StaffEnv> = async (c, next) => {
  const member = await c.var.findMember()
  if (!member) throw new Refusal('sign-in-required')
  c.set('member', member)
  await c.var.noteUse(member)
  await next()
}

/** The part of a route's definition that asks for a session. */
export const signedIn = { middleware: requireMember, security: [{ session: [] }] }

/**
 * The part of a route's definition that asks for a session or a key. What a key changes, its action checks against the
 * scopes; what everybody on the staff may read, every key may.
 */
export const signedInOrKey = { middleware: requireMemberOrKey, security: [{ session: [] }, { key: [] }] }
