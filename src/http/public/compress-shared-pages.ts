import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Hono, type MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX as compressible } from 'hono/compress'

/**
 * What everybody gets alike. Only that is compressed: the length of a compressed answer tells what in it is repeated, so
 * an answer that holds both a secret and what somebody typed would give the secret away (BREACH). No page behind a
 * link of a letter stands here, nor any that shows again what was typed into it.
 */
const sharedPaths = [
  '/',
  // The list itself, too.
  '/letters/*',
  '/calendar',
  '/calendar.ics',
  '/privacy',
  '/accessibility',
  '/contact',
  '/imprint',
  '/embed',
  '/assets/*',
  '/sitemap.xml',
] as const

/** Compresses the pages and files that hold nothing of anybody. */
export function compressSharedPages(): Hono {
  const app = new Hono()
  for (const path of sharedPaths) app.use(path, compressed)
  return app
}

const zip = promisify(gzip)

/** Shorter ones become longer, or fit one packet either way. */
const bytesMin = 1024

/**
 * Compresses an answer as a whole, and not as a stream as Hono does: a page is short and there already, and a stream of it
 * takes two and a half times the work.
 */
const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const { body, headers, status } = c.res
  if (!body || headers.has('Content-Encoding') || c.req.method === 'HEAD') return
  if (!compressible.test(headers.get('Content-Type') ?? '')) return
  headers.append('Vary', 'Accept-Encoding')
  if (accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' }) !== 'gzip') return
  const bytes = await c.res.arrayBuffer()
  const isWorthIt = bytes.byteLength >= bytesMin
  if (isWorthIt) headers.set('Content-Encoding', 'gzip')
  headers.delete('Content-Length')
  // What was there before would be copied, headers and all.
  c.res = undefined
  c.res = new Response(isWorthIt ? await zip(bytes) : bytes, { status, headers })
}
