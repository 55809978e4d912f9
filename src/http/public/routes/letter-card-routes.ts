import { Hono } from 'hono'
import { readLetter } from '#actions/read-letter'
import { readSite } from '#actions/read-site'
import { formatShortDay } from '../dates.ts'
import type { PublicParts } from '../public-parts.ts'
import { keptShortly } from '../shared-cache.ts'
import { startVisit } from '../visit.ts'

/** About as long as it takes to draw what waits. */
const retrySeconds = 10

/** The picture that stands where the link of a letter is posted: its title, who writes, and when. */
export function letterCardRoutes({ world, cards }: PublicParts): Hono {
  const app = new Hono()
  if (!cards) return app

  app.get('/letters/:slug/card.png', keptShortly, async (c) => {
    const visit = startVisit(c)
    const [{ letterhead }, { locale, content, sentAt }] = await Promise.all([
      readSite(world),
      readLetter(world, { slug: c.req.param('slug'), locale: visit.locale }),
    ])
    const picture = await cards.show({
      locale,
      title: content.title,
      organisation: letterhead.name[locale],
      date: formatShortDay(sentAt.toPlainDate(), locale),
    })
    if (!picture) return c.body(null, 503, { 'Retry-After': String(retrySeconds) })
    return c.body(picture, 200, {
      'Content-Type': 'image/png',
      'Content-Language': locale,
      Vary: 'Accept-Language',
    })
  })

  return app
}
