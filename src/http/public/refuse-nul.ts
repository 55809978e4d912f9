import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#domain/refusal'

/** No address of ours holds a NUL, and PostgreSQL takes none in a text. @throws Refusal `not-found` */
export const refuseNul: MiddlewareHandler = async (c, next) => {
  if (c.req.url.includes('%00')) throw new Refusal('not-found')
  await next()
}
