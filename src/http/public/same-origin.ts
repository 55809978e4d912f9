import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#domain/refusal'

/**
 * Refuses a POST that another site's page sent (Fetch Metadata first, `Origin` for older browsers). Our pages say
 * `Referrer-Policy: no-referrer`, which makes browsers send `Origin: null` even to ourselves; so null proves nothing,
 * and there the unguessable token or the form stamp decides.
 * @throws Refusal `origin-refused`.
 */
export function requireSameOrigin(publicUrl: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('Sec-Fetch-Site')
      const origin = c.req.header('Origin')
      const isOwn =
        site === undefined
          ? origin === undefined || origin === 'null' || origin === publicUrl
          : site === 'same-origin' || site === 'none'
      if (!isOwn) throw new Refusal('origin-refused')
    }
    await next()
  }
}
