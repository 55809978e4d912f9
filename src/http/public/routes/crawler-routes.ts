import { Hono } from 'hono'
import { listShownLetters } from '#actions/list-shown-letters'
import type { PublicParts } from '../public-parts.ts'
import { keptShortly } from '../shared-cache.ts'
import { writeSitemap } from '../sitemap.ts'

/** The word to crawlers: where they need not go, and what there is (RFC 9309, sitemaps.org). */
export function crawlerRoutes({ world, publicUrl }: PublicParts): Hono {
  const app = new Hono()
  const robots = [
    'User-agent: *',
    // What is reached by a link in somebody's mail, and what somebody looks for.
    ...['/confirm/', '/block/', '/preferences/', '/address/', '/u/', '/letters?*q='].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')

  app.get('/robots.txt', keptShortly, (c) => c.text(robots))

  app.get('/sitemap.xml', keptShortly, async (c) => {
    const sitemap = await writeSitemap(publicUrl, await listShownLetters(world))
    return c.body(sitemap, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
  })

  return app
}
