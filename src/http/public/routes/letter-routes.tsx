import { Hono } from 'hono'
import { listLetters } from '#actions/list-letters'
import { readLetter } from '#actions/read-letter'
import { readLetterEvent } from '#actions/read-letter-event'
import { readSite } from '#actions/read-site'
import { eventSpan } from '#domain/letter-event'
import { answerPage } from '../answer.tsx'
import { calendarHeaders, writeCalendarFile } from '../calendar-file.ts'
import { LetterPage } from '../pages/letter-page.tsx'
import { LettersPage } from '../pages/letters-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, withLanguage } from '../visit.ts'

/** The archive: every letter as it was sent. */
export function letterRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/letters', async (c) => {
    const [{ letterhead }, letters] = await Promise.all([readSite(world), listLetters(world)])
    const visit = startVisit(c)
    const { words } = visit
    return answerPage(c, parts, visit, {
      title: words.page('letters.title'),
      letterhead,
      sky: 'line',
      section: 'letters',
      description: words.page('letters.lead'),
      body: <LettersPage visit={visit} letters={letters} />,
    })
  })

  app.get('/letters/:slug', async (c) => {
    const visit = startVisit(c)
    const [{ letterhead }, letter] = await Promise.all([
      readSite(world),
      readLetter(world, { slug: c.req.param('slug'), locale: visit.locale }),
    ])
    return answerPage(c, parts, visit, {
      title: letter.content.title,
      letterhead,
      sky: 'line',
      section: 'letters',
      description: letter.content.preheader,
      body: <LetterPage visit={visit} letter={letter} />,
    })
  })

  app.get('/letters/:slug/event.ics', async (c) => {
    const { locale } = startVisit(c)
    const { slug, event, sentAt } = await readLetterEvent(world, { slug: c.req.param('slug') })
    const { start, end } = eventSpan(event)
    const letterUrl = `${world.publicUrl}${withLanguage(`/letters/${slug}`, locale)}`
    const file = writeCalendarFile(
      [
        {
          uid: `${slug}@${new URL(world.publicUrl).hostname}`,
          summary: event.name[locale],
          description: letterUrl,
          ...(event.place && { place: event.place[locale] }),
          url: event.url ?? letterUrl,
          stamp: sentAt,
          start: start.toInstant(),
          end: end.toInstant(),
        },
      ],
      { locale },
    )
    return c.body(file, 200, calendarHeaders(`${slug}.ics`))
  })

  return app
}
