import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readSite } from '#actions/read-site'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { parseEmailAddress } from '#domain/email-address'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { fieldErrorsOf, formErrorsOf, messageOfRefusal } from '../form-errors.ts'
import { oneValue, readFormFields } from '../form-fields.ts'
import { checkStamp, isTrapped, takeFormBudget } from '../form-guard.ts'
import { PreferencesLinkSentPage } from '../pages/moment-pages.tsx'
import { AskForPreferencesPage } from '../pages/preferences-pages.tsx'
import { noErrors, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, type Visit } from '../visit.ts'

/** The form that has a preferences link mailed. Its answer is the same for every address. */
export function preferencesLinkRoutes(parts: PublicParts): Hono {
  const { world, guard, clientAddress } = parts
  const app = new Hono()

  app.get('/preferences', (c) => answerAsk(c, parts, startVisit(c), { email: '', errors: noErrors }))

  app.post('/preferences', async (c) => {
    const visit = startVisit(c)
    const { locale, words } = visit
    const fields = await readFormFields(c)
    const email = oneValue(fields, 'email')
    if (isTrapped(fields)) return answerLinkSent(c, parts, visit)
    const labels = { email: words.page('form.email') }
    try {
      const faults = fieldErrorsOf({ email: messageOfRefusal(() => parseEmailAddress(email), locale) }, labels)
      if (faults.length > 0)
        return await answerAsk(c, parts, visit, { email, errors: { fields: faults, reason: null } }, 422)
      await checkStamp(world, guard, fields)
      await takeFormBudget(world, guard, fields, clientAddress(c))
      await requestPreferencesLink(world, { email })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors = formErrorsOf(error, locale, labels)
      return answerAsk(c, parts, visit, { email, errors }, problemStatuses[error.code])
    }
    return answerLinkSent(c, parts, visit)
  })

  return app
}

async function answerAsk(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { email, errors }: { email: string; errors: FormErrors },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { world, guard } = parts
  const [{ letterhead }, stamp] = await Promise.all([readSite(world), guard.stamps.issue(world.now())])
  const page = {
    title: visit.words.page('preferences.askTitle'),
    letterhead,
    sky: 'dim',
    section: 'preferences',
    body: <AskForPreferencesPage visit={visit} email={email} errors={errors} stamp={stamp} />,
  } as const
  return answerPage(c, parts, visit, page, status)
}

async function answerLinkSent(c: Context, parts: PublicParts, visit: Visit): Promise<Response> {
  const { letterhead } = await readSite(parts.world)
  return answerPage(c, parts, visit, {
    title: visit.words.page('preferences.askDoneTitle'),
    letterhead,
    sky: 'dim',
    section: 'preferences',
    body: <PreferencesLinkSentPage visit={visit} />,
  })
}
