import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { changePreferences } from '#actions/change-preferences'
import { listTopics } from '#actions/list-topics'
import { readPreferences } from '#actions/read-preferences'
import { readSite } from '#actions/read-site'
import { localeSchema } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { formErrorsOf } from '../form-errors.ts'
import { allValues, oneValue, readFormFields } from '../form-fields.ts'
import { PreferencesPage, type Choices } from '../pages/preferences-pages.tsx'
import { noErrors, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, visitIn, type Visit } from '../visit.ts'

/** A reader's choices, behind a link that was mailed to them. */
export function preferencesRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/preferences/:token', async (c) => {
    const { unsubscribeToken, ...choices } = await readPreferences(world, { token: c.req.param('token') })
    const visit = startVisit(c, choices.locale)
    return answerChoices(c, parts, visit, { choices, unsubscribeToken, errors: noErrors, isSaved: false })
  })

  app.post('/preferences/:token', async (c) => {
    const token = c.req.param('token')
    const stored = await readPreferences(world, { token })
    const { unsubscribeToken } = stored
    const visit = startVisit(c, stored.locale)
    const fields = await readFormFields(c)
    const locale = localeSchema.safeParse(oneValue(fields, 'locale'))
    const choices = {
      locale: locale.success ? locale.data : stored.locale,
      topics: allValues(fields, 'topics'),
      timeZone: oneValue(fields, 'timeZone') || null,
    }
    try {
      if (!locale.success) throw new Refusal('locale-unknown', { field: 'locale' })
      await changePreferences(world, { token, ...choices })
    } catch (error) {
      // A refusal without a field is about the link, and no other choice can mend that.
      if (!(error instanceof Refusal) || error.field === undefined) throw error
      const errors = formErrorsOf(error, visit.locale, labelsIn(visit))
      const shown = { choices, unsubscribeToken, errors, isSaved: false }
      return answerChoices(c, parts, visit, shown, problemStatuses[error.code])
    }
    const saved = { choices, unsubscribeToken, errors: noErrors, isSaved: true }
    return answerChoices(c, parts, visitIn(c, choices.locale), saved)
  })

  return app
}

async function answerChoices(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  shown: { choices: Choices; unsubscribeToken: string; errors: FormErrors; isSaved: boolean },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const [{ letterhead }, topics] = await Promise.all([readSite(parts.world), listTopics(parts.world)])
  const { choices, unsubscribeToken, errors, isSaved } = shown
  const page = {
    title: visit.words.page('preferences.title'),
    letterhead,
    sky: 'line',
    section: 'preferences',
    body: (
      <PreferencesPage
        visit={visit}
        path={c.req.path}
        topics={topics}
        choices={choices}
        errors={errors}
        isSaved={isSaved}
        unsubscribePath={`/u/${unsubscribeToken}`}
      />
    ),
  } as const
  return answerPage(c, parts, visit, page, status)
}

function labelsIn({ words }: Visit): Readonly<Record<string, string>> {
  return {
    locale: words.page('preferences.locale'),
    topics: words.page('preferences.topics'),
    timeZone: words.page('preferences.timeZone'),
  }
}
