import type { MiddlewareHandler } from 'hono'
import { readSecondFactors } from '#actions/read-second-factors'
import { recordKeyUse } from '#actions/record-key-use'
import { useApiKey } from '#actions/use-api-key'
import { localeSchema } from '#domain/locale-schema'
import { ApiRefusal } from './api-refusal.ts'
import type { SignedInMember } from './auth.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Gives every route the means to ask who calls. Nobody is looked up before a route asks. */
export function provideCaller({ world, auth }: StaffParts): MiddlewareHandler<StaffEnv> {
  const find = async (headers: Headers): Promise<SignedInMember | null> => {
    const key = keyIn(headers)
    if (key === null) return auth.findMember(headers)
    const holder = await useApiKey(world, { key })
    if (holder === null) throw new ApiRefusal('key-invalid', { 'WWW-Authenticate': 'Bearer' })
    return { ...holder, locale: localeSchema.parse(holder.locale), session: null }
  }

  return async (c, next) => {
    let found: ReturnType<typeof find> | undefined
    c.set('findMember', () => (found ??= find(c.req.raw.headers)))
    c.set('now', world.now)
    c.set('findSecondFactors', (staffId) => readSecondFactors(world, { staffId }))
    c.set('noteUse', async (member) => {
      if (member.keyId === undefined || c.req.method === 'GET') return
      await recordKeyUse(world, { member, keyId: member.keyId, request: `${c.req.method} ${c.req.path}` })
    })
    await next()
  }
}

/**
 * The key in `Authorization: Bearer …` (RFC 6750 §2.1); null without one. A request with a key is never answered for a
 * cookie that it also carries.
 */
export function keyIn(headers: Headers): string | null {
  const [scheme = '', key = ''] = (headers.get('Authorization') ?? '').split(' ')
  return scheme.toLowerCase() === 'bearer' ? key : null
}
