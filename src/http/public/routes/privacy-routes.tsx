import { Hono } from 'hono'
import { readSite } from '#actions/read-site'
import { answerPage } from '../answer.tsx'
import { PrivacyPage } from '../pages/privacy-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/** What is asked of readers, and what is done with it. */
export function privacyRoutes(parts: PublicParts): Hono {
  const app = new Hono()

  app.get('/privacy', async (c) => {
    const { letterhead } = await readSite(parts.world)
    const visit = startVisit(c)
    const { words } = visit
    return answerPage(c, parts, visit, {
      title: words.page('privacy.title'),
      letterhead,
      sky: 'line',
      description: words.page('privacy.lead'),
      body: <PrivacyPage visit={visit} letterhead={letterhead} />,
    })
  })

  return app
}
