import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { strictHeaders } from '../strict-headers.ts'

/**
 * Headers of every answer to staff: nothing runs or loads but our own, nothing is framed, and nothing is kept that does
 * not say so itself.
 */
export function staffHeaders(publicUrl: string): MiddlewareHandler {
  const secure = secureHeaders(strictHeaders(publicUrl))
  return async (c, next) => {
    // An answer with a policy of its own keeps it.
    let own: string | null = null
    await secure(c, async () => {
      await next()
      own = c.res.headers.get('Content-Security-Policy')
    })
    if (own !== null) {
      c.res.headers.set('Content-Security-Policy', own)
      // What stands in a sandbox has an origin of its own, and no cluster to be put into.
      c.res.headers.delete('Origin-Agent-Cluster')
    }
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  }
}
