import { Hono, type Context } from 'hono'
import { readSite } from '#actions/read-site'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { answerLanding, emptyForm } from '../answer-landing.tsx'
import { formErrorsOf } from '../form-errors.ts'
import { readFormFields } from '../form-fields.ts'
import { isTrapped } from '../form-guard.ts'
import { SentPage } from '../pages/moment-pages.tsx'
import type { PublicParts } from '../public-parts.ts'
import { findFaults, readTyped, subscriptionLabels, takeSubscription } from '../subscription-form.ts'
import { startVisit, visitIn, type Visit } from '../visit.ts'

/** The first page, and the subscribe form that it holds. */
export function subscribeRoutes(parts: PublicParts): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const visit = startVisit(c)
    return answerLanding(c, parts, visit, emptyForm(visit))
  })

  app.get('/subscribe', (c) => c.redirect(startVisit(c).link('/'), 302))

  app.get('/subscribe/sent', (c) => answerSent(c, parts, startVisit(c)))

  app.post('/subscribe', async (c) => {
    const visit = startVisit(c)
    const { words, locale } = visit
    const fields = await readFormFields(c)
    const typed = readTyped(fields, locale)
    // Whoever fills in the hidden field is told what everyone is told, and nothing happens.
    if (isTrapped(fields)) return answerSent(c, parts, visitIn(c, typed.locale))
    try {
      const faults = findFaults(typed, words)
      if (faults.length > 0)
        return await answerLanding(c, parts, visit, { typed, errors: { fields: faults, reason: null } }, 422)
      await takeSubscription(c, parts, { fields, typed, form: 'landing-page' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors = formErrorsOf(error, locale, subscriptionLabels(words))
      return answerLanding(c, parts, visit, { typed, errors }, problemStatuses[error.code])
    }
    return answerSent(c, parts, visitIn(c, typed.locale))
  })

  return app
}

async function answerSent(c: Context, parts: PublicParts, visit: Visit): Promise<Response> {
  const { letterhead } = await readSite(parts.world)
  return answerPage(c, parts, visit, {
    title: visit.words.page('sent.title'),
    letterhead,
    sky: 'dim',
    switchLanguage: { method: 'get', path: '/subscribe/sent' },
    body: <SentPage visit={visit} />,
  })
}
