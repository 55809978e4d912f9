import { Hono } from 'hono'
import { readSite } from '#actions/read-site'
import { localeSchema } from '#domain/locale-schema'
import { answerPage } from '../answer.tsx'
import { answerLanding } from '../answer-landing.tsx'
import { oneValue, readFormFields } from '../form-fields.ts'
import { EmbedPage } from '../pages/embed-page.tsx'
import { noErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { readTyped } from '../subscription-form.ts'
import { startVisit, visitIn } from '../visit.ts'

/** How the form comes onto other sites: the page that says it, and the landing of what was typed there. */
export function embedRoutes(parts: PublicParts): Hono {
  const { world, publicUrl } = parts
  const app = new Hono()

  app.get('/embed', async (c) => {
    const { letterhead } = await readSite(world)
    const visit = startVisit(c)
    return answerPage(c, parts, visit, {
      title: visit.words.page('embed.title'),
      letterhead,
      sky: 'line',
      body: <EmbedPage visit={visit} publicUrl={publicUrl} />,
    })
  })

  // Any site may send here, since nothing happens: the form is shown as it was typed, and a press on our own page
  // subscribes. What a person agrees to is read and ticked there, never brought along.
  app.post('/subscribe/from', async (c) => {
    const fields = await readFormFields(c)
    const chosen = localeSchema.safeParse(oneValue(fields, 'locale'))
    const visit = chosen.success ? visitIn(c, chosen.data) : startVisit(c)
    const typed = { ...readTyped(fields, visit.locale), hasConsented: false }
    return answerLanding(c, parts, visit, { typed, errors: noErrors, isBrought: true })
  })

  app.get('/subscribe/from', (c) => c.redirect(startVisit(c).link('/'), 302))

  return app
}
