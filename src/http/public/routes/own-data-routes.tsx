import { Hono } from 'hono'
import { describeOwnData } from '#actions/describe-own-data'
import { eraseSubscriber } from '#actions/erase-subscriber'
import { openVisit } from '#actions/open-visit'
import { readSite } from '#actions/read-site'
import { answerPage } from '../answer.tsx'
import { presentOwnData } from '../own-data-file.ts'
import { ErasedPage, ErasePage } from '../pages/erase-pages.tsx'
import { OwnDataPage } from '../pages/own-data-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/** What is held about a reader, to read, to take away and to erase: behind the link that was mailed to them. */
export function ownDataRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/preferences/:token/data', async (c) => {
    const token = c.req.param('token')
    const data = await describeOwnData(world, { token })
    const visit = startVisit(c, data.locale)
    const { letterhead } = await readSite(world)
    return answerPage(c, parts, visit, {
      title: visit.words.page('ownData.title'),
      letterhead,
      sky: 'line',
      section: 'preferences',
      body: <OwnDataPage visit={visit} data={data} organisation={letterhead.name} path={`/preferences/${token}`} />,
    })
  })

  app.get('/preferences/:token/data.json', async (c) => {
    const data = await describeOwnData(world, { token: c.req.param('token') })
    const { locale } = startVisit(c, data.locale)
    const { letterhead } = await readSite(world)
    c.header('Content-Disposition', 'attachment; filename="own-data.json"')
    c.header('X-Robots-Tag', 'noindex, nofollow')
    const file = presentOwnData(data, { locale, organisation: letterhead.name })
    return c.body(JSON.stringify(file, null, 2), 200, { 'Content-Type': 'application/json; charset=utf-8' })
  })

  app.get('/preferences/:token/erase', async (c) => {
    const token = c.req.param('token')
    const { subscriber } = await openVisit(world, token)
    const visit = startVisit(c, subscriber.locale)
    const { letterhead } = await readSite(world)
    return answerPage(c, parts, visit, {
      title: visit.words.page('ownData.eraseAskTitle'),
      letterhead,
      sky: 'dim',
      section: 'preferences',
      body: <ErasePage visit={visit} path={c.req.path} backPath={`/preferences/${token}`} />,
    })
  })

  app.post('/preferences/:token/erase', async (c) => {
    const erased = await eraseSubscriber(world, { token: c.req.param('token') })
    const visit = startVisit(c, erased?.locale)
    const { letterhead } = await readSite(world)
    return answerPage(c, parts, visit, {
      title: visit.words.page('ownData.eraseDoneTitle'),
      letterhead,
      sky: 'dim',
      switchLanguage: { method: 'post', path: c.req.path },
      body: <ErasedPage visit={visit} />,
    })
  })

  return app
}
