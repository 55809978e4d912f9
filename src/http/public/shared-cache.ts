import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'

// Weak, since a page that is compressed on its way says the same in other bytes. Hashed here and now: a page is short, and
// handing it to another thread takes longer.
const known = etag({
  weak: true,
  generateDigest: (body) => Uint8Array.from(createHash('sha256').update(body).digest()).buffer,
})

/**
 * Lets whatever stands between us and the readers keep an answer that is the same for everyone, and asks it to look
 * again within minutes: a letter that is taken down has to be gone everywhere soon. It is known again by its bytes, as
 * what is taken down leaves no moment of change behind to go by (RFC 9110 §8.8.3). Refusals are kept by nobody.
 */
export const keptShortly: MiddlewareHandler = (c, next) =>
  known(c, async () => {
    await next()
    if (c.res.status === 200 && !c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', shortly)
  })

/** At most six minutes from a takedown until a shared cache asks us again (RFC 9111, RFC 5861). */
const shortly = 'public, max-age=300, stale-while-revalidate=60'
