import { Hono } from 'hono'
import { readLetterFeed } from '#actions/read-letter-feed'
import { readSite } from '#actions/read-site'
import { Refusal } from '#domain/refusal'
import { feedFormats, writeLetterFeed, type FeedFormat } from '../letter-feed.ts'
import type { PublicParts } from '../public-parts.ts'
import { keptShortly } from '../shared-cache.ts'
import { startVisit } from '../visit.ts'

/** The archive as feeds, for each language and topic. */
export function feedRoutes({ world, publicUrl }: PublicParts): Hono {
  const app = new Hono()

  for (const format of ['atom', 'json'] satisfies FeedFormat[]) {
    app.get(`/letters/feed.${format}`, keptShortly, async (c) => {
      const { words, locale } = startVisit(c)
      const topic = c.req.query('topic') ?? null
      if (topic !== null && !/^[a-z0-9-]{1,60}$/.test(topic)) throw new Refusal('not-found')
      const [{ letterhead }, feed] = await Promise.all([readSite(world), readLetterFeed(world, { locale, topic })])
      const text = writeLetterFeed(feed, format, { words, publicUrl, organisation: letterhead.name[locale] })
      return c.body(text, 200, {
        'Content-Type': `${feedFormats[format].type}; charset=utf-8`,
        'Content-Language': locale,
        Vary: 'Accept-Language',
      })
    })
  }

  return app
}
