import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { changePreferences } from '#actions/change-preferences'
import { readPreferences, type Preferences } from '#actions/read-preferences'
import { readSite } from '#actions/read-site'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { formErrorsOf } from '../form-errors.ts'
import { allValues, oneValue, readFormFields, type FormFields } from '../form-fields.ts'
import { PreferencesPage } from '../pages/preferences-pages.tsx'
import { noErrors, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, visitIn, type Visit } from '../visit.ts'

/** A reader's choices, behind a link that was mailed to them. */
export function preferencesRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/preferences/:token', async (c) => {
    const preferences = await readPreferences(world, { token: c.req.param('token') })
    return answerChoices(c, parts, startVisit(c, preferences.locale), { preferences })
  })

  app.post('/preferences/:token', async (c) => {
    const token = c.req.param('token')
    const stored = await readPreferences(world, { token })
    const visit = startVisit(c, stored.locale)
    const { wantsNewPhrase, ...choices } = choicesIn(await readFormFields(c))
    try {
      const { locale } = await changePreferences(world, { token, wantsNewPhrase, ...choices })
      const preferences = await readPreferences(world, { token })
      return await answerChoices(c, parts, visitIn(c, locale), { preferences, isSaved: true })
    } catch (error) {
      // A refusal without a field is about the link, and no other choice can mend that.
      if (!(error instanceof Refusal) || error.field === undefined) throw error
      const errors = formErrorsOf(error, visit.locale, labelsIn(visit))
      const shown = { preferences: { ...stored, choices }, wantsNewPhrase, errors }
      return answerChoices(c, parts, visit, shown, problemStatuses[error.code])
    }
  })

  return app
}

function choicesIn(fields: FormFields): Preferences['choices'] & { readonly wantsNewPhrase: boolean } {
  return {
    locale: oneValue(fields, 'locale'),
    topics: allValues(fields, 'topics'),
    timeZone: oneValue(fields, 'timeZone'),
    cadence: oneValue(fields, 'cadence'),
    chosenDays: allValues(fields, 'chosenDays'),
    quietDays: allValues(fields, 'quietDays'),
    pausedUntil: oneValue(fields, 'pausedUntil'),
    isTextOnly: oneValue(fields, 'isTextOnly') === 'yes',
    name: oneValue(fields, 'name'),
    wantsNewPhrase: oneValue(fields, 'wantsNewPhrase') === 'yes',
  }
}

async function answerChoices(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  shown: { preferences: Preferences; wantsNewPhrase?: boolean; errors?: FormErrors; isSaved?: boolean },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { letterhead } = await readSite(parts.world)
  const { preferences, wantsNewPhrase = false, errors = noErrors, isSaved = false } = shown
  const page = {
    title: visit.words.page('preferences.title'),
    letterhead,
    sky: 'line',
    section: 'preferences',
    body: (
      <PreferencesPage
        visit={visit}
        path={c.req.path}
        preferences={preferences}
        wantsNewPhrase={wantsNewPhrase}
        errors={errors}
        isSaved={isSaved}
      />
    ),
  } as const
  return answerPage(c, parts, visit, page, status)
}

function labelsIn({ words }: Visit): Readonly<Record<string, string>> {
  return {
    locale: words.page('preferences.locale'),
    topics: words.page('preferences.topics'),
    cadence: words.page('preferences.cadence'),
    chosenDays: words.page('preferences.chosenDays'),
    pausedUntil: words.page('preferences.pauseUntil'),
    quietDays: words.page('preferences.quiet'),
    timeZone: words.page('preferences.timeZone'),
    name: words.page('preferences.name'),
  }
}
