import { Hono } from 'hono'
import { listLetters } from '#actions/list-letters'
import { readLetter } from '#actions/read-letter'
import { readSite } from '#actions/read-site'
import { answerPage } from '../answer.tsx'
import { LetterPage } from '../pages/letter-page.tsx'
import { LettersPage } from '../pages/letters-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

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

  return app
}
