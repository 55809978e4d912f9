import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { listLetters } from '#actions/list-letters'
import { listTopics } from '#actions/list-topics'
import { readSite } from '#actions/read-site'
import { subscribe } from '#actions/subscribe'
import { parseEmailAddress } from '#domain/email-address'
import { localeSchema } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { allValues, oneValue, readFormFields, type FormFields } from '../form-fields.ts'
import { fieldErrorsOf, formErrorsOf, messageOf, messageOfRefusal } from '../form-errors.ts'
import { checkStamp, isTrapped, takeFormBudget } from '../form-guard.ts'
import { LandingHero, LandingPage, type TypedSubscription } from '../pages/landing-page.tsx'
import { SentPage } from '../pages/moment-pages.tsx'
import { noErrors, type FieldError, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, visitIn, type Visit } from '../visit.ts'

/** Letters shown on the first page. */
const latestMax = 4

/** The first page, and the subscribe form that it holds. */
export function subscribeRoutes(parts: PublicParts): Hono {
  const { world, guard, clientAddress } = parts
  const app = new Hono()

  app.get('/', (c) => {
    const visit = startVisit(c)
    const typed = { email: '', locale: visit.locale, topics: [], timeZone: '', hasConsented: false }
    return answerLanding(c, parts, visit, { typed, errors: noErrors })
  })

  app.get('/subscribe', (c) => c.redirect(startVisit(c).link('/'), 302))

  app.get('/subscribe/sent', (c) => answerSent(c, parts, startVisit(c)))

  app.post('/subscribe', async (c) => {
    const visit = startVisit(c)
    const fields = await readFormFields(c)
    const typed = readTyped(fields, visit)
    // Whoever fills in the hidden field is told what everyone is told, and nothing happens.
    if (isTrapped(fields)) return answerSent(c, parts, visitIn(c, typed.locale))
    try {
      const faults = findFaults(typed, visit)
      if (faults.length > 0)
        return await answerLanding(c, parts, visit, { typed, errors: { fields: faults, reason: null } }, 422)
      await checkStamp(world, guard, fields)
      await takeFormBudget(world, guard, fields, clientAddress(c))
      const { email, locale, topics, timeZone } = typed
      await subscribe(world, { email, locale, topics, timeZone: timeZone || null, form: 'landing-page' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors = formErrorsOf(error, visit.locale, labelsIn(visit))
      return answerLanding(c, parts, visit, { typed, errors }, problemStatuses[error.code])
    }
    return answerSent(c, parts, visitIn(c, typed.locale))
  })

  return app
}

async function answerLanding(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { typed, errors }: { typed: TypedSubscription; errors: FormErrors },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { world, guard } = parts
  const { locale } = visit
  const [{ letterhead, isOpen, cause }, topics, letters, stamp] = await Promise.all([
    readSite(world),
    listTopics(world),
    listLetters(world),
    guard.stamps.issue(world.now()),
  ])
  const page = {
    title: cause.title[locale],
    letterhead,
    sky: 'horizon',
    switchLanguage: { method: 'get', path: '/' },
    horizon: <LandingHero visit={visit} cause={cause} />,
    body: (
      <LandingPage
        visit={visit}
        letterhead={letterhead}
        isOpen={isOpen}
        topics={topics}
        letters={letters.slice(0, latestMax)}
        typed={typed}
        errors={errors}
        stamp={stamp}
      />
    ),
  } as const
  const listed = errors === noErrors ? { ...page, description: cause.description[locale] } : page
  return answerPage(c, parts, visit, listed, status)
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

function readTyped(fields: FormFields, visit: Visit): TypedSubscription {
  const locale = localeSchema.safeParse(oneValue(fields, 'locale'))
  return {
    email: oneValue(fields, 'email'),
    locale: locale.success ? locale.data : visit.locale,
    topics: allValues(fields, 'topics'),
    timeZone: oneValue(fields, 'timeZone'),
    hasConsented: oneValue(fields, 'consent') !== '',
  }
}

function labelsIn({ words }: Visit): Readonly<Record<string, string>> {
  return { email: words.page('form.email'), topics: words.page('form.topics'), consent: words.page('consent.label') }
}

/** Every field that cannot be right, so that a person mends them all at once. */
function findFaults(typed: TypedSubscription, visit: Visit): FieldError[] {
  const { locale, words } = visit
  const messages: Readonly<Record<string, string | undefined>> = {
    email: messageOfRefusal(() => parseEmailAddress(typed.email), locale),
    topics: typed.topics.length > 0 ? undefined : messageOf(new Refusal('topics-missing'), locale),
    consent: typed.hasConsented ? undefined : words.page('consent.missing'),
  }
  return fieldErrorsOf(messages, labelsIn(visit))
}
