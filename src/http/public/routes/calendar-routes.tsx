import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { readPublicCalendar } from '#actions/read-public-calendar'
import { readSite } from '#actions/read-site'
import { answerPage } from '../answer.tsx'
import { writeCalendarFeed } from '../calendar-feed.ts'
import { calendarHeaders } from '../calendar-file.ts'
import { CalendarPage } from '../pages/calendar-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, withLanguage } from '../visit.ts'

/** The days around which letters arrive, as a page and as a calendar to subscribe to. */
export function calendarRoutes(parts: PublicParts): Hono {
  const { world, publicUrl } = parts
  const app = new Hono()

  app.get('/calendar', async (c) => {
    const visit = startVisit(c)
    const [{ letterhead }, calendar] = await Promise.all([readSite(world), readPublicCalendar(world)])
    const { words, locale } = visit
    return answerPage(c, parts, visit, {
      title: words.page('calendar.title'),
      letterhead,
      sky: 'line',
      section: 'calendar',
      description: words.page('calendar.lead'),
      body: (
        <CalendarPage
          visit={visit}
          calendar={calendar}
          feedUrl={`${publicUrl}${withLanguage('/calendar.ics', locale)}`}
        />
      ),
    })
  })

  // Known again by its bytes: what is retired, or passes out of the year, has no moment of change to go by.
  app.get('/calendar.ics', etag(), async (c) => {
    const { words, locale } = startVisit(c)
    const [{ letterhead }, calendar] = await Promise.all([readSite(world), readPublicCalendar(world)])
    const feed = writeCalendarFeed(calendar, { words, publicUrl, organisation: letterhead.name[locale] })
    return c.body(feed, 200, {
      ...calendarHeaders('calendar.ics'),
      'Content-Language': locale,
      Vary: 'Accept-Language',
      // The same for everyone, so that whatever stands between may keep it.
      'Cache-Control': 'public, max-age=3600',
    })
  })

  return app
}
