import { Hono } from 'hono'
import { blockAddress } from '#actions/block-address'
import { confirmSubscription } from '#actions/confirm-subscription'
import { readConfirmation } from '#actions/read-confirmation'
import { readSite } from '#actions/read-site'
import { answerPage } from '../answer.tsx'
import { BlockedPage, BlockPage, ConfirmedPage, ConfirmPage } from '../pages/moment-pages.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/** The two links of a confirmation mail. A GET shows a button; mail scanners follow links, and must change nothing. */
export function confirmationRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/confirm/:token', async (c) => {
    const { locale } = await readConfirmation(world, { token: c.req.param('token') })
    const { letterhead } = await readSite(world)
    const visit = startVisit(c, locale)
    return answerPage(c, parts, visit, {
      title: visit.words.page('confirm.title'),
      letterhead,
      sky: 'dim',
      body: <ConfirmPage visit={visit} letterhead={letterhead} lettersIn={locale} path={c.req.path} />,
    })
  })

  app.post('/confirm/:token', async (c) => {
    const { locale, phrase } = await confirmSubscription(world, { token: c.req.param('token') })
    const { letterhead } = await readSite(world)
    const visit = startVisit(c, locale)
    return answerPage(c, parts, visit, {
      title: visit.words.page('confirm.doneTitle'),
      letterhead,
      sky: 'dawn',
      switchLanguage: { method: 'post', path: c.req.path },
      body: <ConfirmedPage visit={visit} phrase={phrase} phraseLocale={locale} />,
    })
  })

  app.get('/block/:token', async (c) => {
    const { letterhead } = await readSite(world)
    const visit = startVisit(c)
    return answerPage(c, parts, visit, {
      title: visit.words.page('block.title'),
      letterhead,
      sky: 'dim',
      body: <BlockPage visit={visit} path={c.req.path} />,
    })
  })

  app.post('/block/:token', async (c) => {
    const { locale } = await blockAddress(world, { token: c.req.param('token') })
    const { letterhead } = await readSite(world)
    const visit = startVisit(c, locale)
    return answerPage(c, parts, visit, {
      title: visit.words.page('block.doneTitle'),
      letterhead,
      sky: 'dim',
      switchLanguage: { method: 'post', path: c.req.path },
      body: <BlockedPage visit={visit} />,
    })
  })

  return app
}
