import { Hono } from 'hono'
import { compress } from 'hono/compress'

/**
 * What everybody gets alike. Only that is compressed: the length of a compressed answer tells what in it is repeated, so
 * an answer that holds both a secret and what somebody typed would give the secret away (BREACH). No page behind a
 * link of a letter stands here, nor any that shows again what was typed into it.
 */
const sharedPaths = [
  '/',
  '/letters',
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
  for (const path of sharedPaths) app.use(path, compress())
  return app
}
