import { Hono, type Context } from 'hono'
import { readLetter, type ReadLetter } from '#actions/read-letter'
import { readLetterEvent } from '#actions/read-letter-event'
import { readSite } from '#actions/read-site'
import { searchArchive, type ArchiveRequest } from '#actions/search-archive'
import { eventSpan } from '#domain/letter-event'
import { limits } from '#domain/limits'
import type { Letterhead } from '#domain/mail-template'
import { answerPage } from '../answer.tsx'
import { calendarHeaders, writeCalendarFile } from '../calendar-file.ts'
import { feedFormats, feedPath, feedTitle } from '../letter-feed.ts'
import { LetterPage } from '../pages/letter-page.tsx'
import { archivePath, LettersPage } from '../pages/letters-page.tsx'
import { SharingTags, type Sharing } from '../parts/sharing-tags.tsx'
import type { PublicParts } from '../public-parts.ts'
import { keptShortly } from '../shared-cache.ts'
import { startVisit, withLanguage, type Visit } from '../visit.ts'

/** The archive: every letter as it was sent. */
export function letterRoutes(parts: PublicParts): Hono {
  const { world, publicUrl } = parts
  const app = new Hono()

  app.get('/letters', keptShortly, async (c) => {
    const visit = startVisit(c)
    const request = readRequest(c, visit)
    const [{ letterhead }, archive] = await Promise.all([readSite(world), searchArchive(world, request)])
    // What somebody looks for is nobody else's business, and no page for a search engine.
    const isSearch = request.typed !== ''
    if (isSearch) c.header('Cache-Control', 'no-store')
    const { words } = visit
    const path = archivePath(request, {})
    return answerPage(c, parts, visit, {
      title: words.page('letters.title'),
      letterhead,
      sky: 'line',
      section: 'letters',
      switchLanguage: { method: 'get', path },
      ...(!isSearch && {
        description: words.page('letters.lead'),
        head: <SharingTags sharing={listSharing({ visit, letterhead, publicUrl, path, topic: request.topic })} />,
      }),
      body: <LettersPage visit={visit} request={request} archive={archive} />,
    })
  })

  app.get('/letters/:slug', keptShortly, async (c) => {
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
      locales: letter.locales,
      head: (
        <SharingTags sharing={letterSharing(letter, { letterhead, publicUrl, hasCards: parts.cards !== undefined })} />
      ),
      body: <LetterPage visit={visit} letter={letter} />,
    })
  })

  app.get('/letters/:slug/event.ics', keptShortly, async (c) => {
    const { locale } = startVisit(c)
    const { slug, event, sentAt } = await readLetterEvent(world, { slug: c.req.param('slug') })
    const { start, end } = eventSpan(event)
    const letterUrl = `${publicUrl}${withLanguage(`/letters/${slug}`, locale)}`
    const file = writeCalendarFile(
      [
        {
          uid: `${slug}@${new URL(publicUrl).hostname}`,
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
    c.header('Vary', 'Accept-Language')
    return c.body(file, 200, calendarHeaders(`${slug}.ics`))
  })

  return app
}

/** What is no topic, no year or no letter asks for nothing: an address that somebody has shortened still opens. */
function readRequest(c: Context, { locale }: Visit): ArchiveRequest {
  const topic = /^[a-z0-9-]{1,60}$/.exec(c.req.query('topic') ?? '')?.[0] ?? null
  const year = /^(19|20|21)\d{2}$/.exec(c.req.query('year') ?? '')?.[0]
  const after = /^[a-z0-9-]{1,80}$/.exec(c.req.query('after') ?? '')?.[0] ?? null
  const typed = (c.req.query('q') ?? '').trim().slice(0, limits.searchLengthMax)
  return { typed: typed.toWellFormed(), topic, year: year === undefined ? null : Number(year), after, locale }
}

type SharingParts = { readonly letterhead: Letterhead; readonly publicUrl: string }

function listSharing({
  visit: { words, locale },
  letterhead,
  publicUrl,
  path,
  topic,
}: SharingParts & { visit: Visit; path: string; topic: string | null }): Sharing {
  const organisation = letterhead.name[locale]
  return {
    title: words.page('letters.title'),
    description: words.page('letters.lead'),
    siteName: organisation,
    locale,
    url: publicUrl + withLanguage(path, locale),
    anyLanguageUrl: publicUrl + path,
    publishedAt: null,
    image: null,
    feeds: (['atom', 'json'] as const).map((format) => ({
      type: feedFormats[format].type,
      title: feedTitle({ words, organisation }, null),
      url: publicUrl + feedPath(format, { words, topic }),
    })),
  }
}

function letterSharing(
  { slug, locale, content, sentAt }: ReadLetter,
  { letterhead, publicUrl, hasCards }: SharingParts & { hasCards: boolean },
): Sharing {
  const path = `/letters/${slug}`
  return {
    title: content.title,
    description: content.preheader,
    siteName: letterhead.name[locale],
    locale,
    url: publicUrl + withLanguage(path, locale),
    anyLanguageUrl: publicUrl + path,
    publishedAt: sentAt.toInstant(),
    image: hasCards ? { url: publicUrl + withLanguage(`${path}/card.png`, locale), description: content.title } : null,
    feeds: [],
  }
}
