import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#domain/refusal'
import { ApiRefusal } from './api-refusal.ts'
import { keyIn } from './find-caller.ts'

/**
 * Refuses a change that another site's page may have sent with our cookie. Every request but GET and HEAD must say
 * where it comes from, with our `Origin` or with `Sec-Fetch-Site: same-origin`, which no page can forge; a script says
 * `Origin` itself. It must also be `application/json`, which another site cannot send without asking first (CORS).
 * @throws Refusal `origin-refused`; ApiRefusal `media-type-unsupported`
 */
export function requireOwnOrigin(publicUrl: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      // No page makes a browser send a key, and with a key no cookie counts.
      const isProgram = keyIn(c.req.raw.headers) !== null
      if (!isProgram && !isOwn(publicUrl, c.req.header('Origin'), c.req.header('Sec-Fetch-Site')))
        throw new Refusal('origin-refused')
      if (!isJson(c.req.header('Content-Type'))) throw new ApiRefusal('media-type-unsupported')
    }
    await next()
  }
}

function isOwn(publicUrl: string, origin: string | undefined, site: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin') return false
  // Our pages send no referrer, and then browsers may say `null` even to ourselves; Fetch Metadata decides.
  if (origin === undefined || origin === 'null') return site === 'same-origin'
  return origin === publicUrl
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}
