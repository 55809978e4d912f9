import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { listEmbedOrigins } from '#actions/list-embed-origins'
import { listTopics } from '#actions/list-topics'
import { readSite } from '#actions/read-site'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { describeProblem, waitSeconds, type Problem } from '../../problem.ts'
import { wordsIn } from '../../words.ts'
import { readFormFields } from '../form-fields.ts'
import { isTrapped } from '../form-guard.ts'
import { localeNames } from '../parts/document.tsx'
import type { PublicParts } from '../public-parts.ts'
import { findFaults, readTyped, takeSubscription } from '../subscription-form.ts'
import { startVisit, withLanguage } from '../visit.ts'

const allowMethods = ['GET', 'POST']

/**
 * The subscribe form as data, for `embed.js` on the sites that the organisation names: read without credentials (CORS),
 * guarded like the form of our own page, and answered alike for every address.
 */
export function embeddedFormRoutes(parts: PublicParts): Hono {
  const { world, guard, publicUrl } = parts
  const app = new Hono()

  const isListed = async (origin: string): Promise<boolean> => (await listEmbedOrigins(world)).includes(origin)
  for (const path of ['/embed/form', '/embed/subscribe']) {
    app.use(path, cors({ origin: async (origin) => ((await isListed(origin)) ? origin : null), allowMethods }))
    app.use(path, async (c: Context, next) => {
      if (await isListed(c.req.header('Origin') ?? '')) return next()
      return answerProblem(c, describeProblem(new Refusal('origin-refused'), startVisit(c).locale))
    })
  }

  app.get('/embed/form', async (c) => {
    const { locale, words } = startVisit(c)
    const now = world.now()
    const [{ letterhead }, topics, stamp, challenge] = await Promise.all([
      readSite(world),
      listTopics(world),
      guard.stamps.issue(now),
      guard.proofOfWork.challenge(now),
    ])
    const organisation = letterhead.name[locale]
    return c.json({
      locale,
      stamp,
      challenge,
      privacyUrl: `${publicUrl}${withLanguage('/privacy', locale)}`,
      locales: Object.entries(localeNames).map(([value, name]) => ({ value, name })),
      topics: topics.map(({ id, name, hard }) => ({ value: id, name: name[locale], isHard: hard })),
      words: {
        ...formWords(locale),
        consent: `${words.page('consent.text', { organisation })} ${words.page('consent.sensitive')}`,
      },
    })
  })

  app.post('/embed/subscribe', async (c) => {
    const { locale } = startVisit(c)
    try {
      const fields = await readFormFields(c)
      const typed = readTyped(fields, locale)
      if (!isTrapped(fields)) {
        const faults = findFaults(typed, wordsIn(locale))
        if (faults.length > 0) {
          const problem = describeProblem(new Refusal('input-invalid'), locale)
          const title = wordsIn(locale).page('form.errorTitle', { count: faults.length })
          return await answerProblem(c, { ...problem, title, status: 422, errors: faults })
        }
        await takeSubscription(c, parts, { fields, typed, form: 'embedded' })
      }
      return c.json(sentWords(typed.locale))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return answerProblem(c, describeProblem(error, locale))
    }
  })

  /** A refused form comes with a new stamp, so that what was typed can be sent again. */
  async function answerProblem(c: Context, problem: Omit<Problem, 'errors'> & Errors): Promise<Response> {
    if (problem.status === 429) c.header('Retry-After', String(waitSeconds))
    const stamp = await guard.stamps.issue(world.now())
    return c.json({ ...problem, stamp }, problem.status, { 'Content-Type': 'application/problem+json' })
  }

  return app
}

type Errors = { readonly errors: readonly { field: string; message: string; label?: string }[] }

function formWords(locale: Locale): Record<string, string> {
  const { page } = wordsIn(locale)
  return {
    intro: page('form.intro'),
    email: page('form.email'),
    emailHint: page('form.emailHint'),
    locale: page('form.locale'),
    topics: page('form.topics'),
    topicsHint: page('form.topicsHint'),
    hard: page('form.hard'),
    trap: page('form.trap'),
    submit: page('form.submit'),
    working: page('form.working'),
    privacy: page('consent.privacy'),
    after: page('form.after'),
  }
}

/** After the form: the same for every address. */
function sentWords(locale: Locale) {
  const { page } = wordsIn(locale)
  const expiry = page('sent.expiry', { days: limits.pendingSubscriptionDays })
  const notes = [page('sent.wait'), page('sent.again'), expiry]
  return { locale, title: page('sent.title'), text: page('sent.text'), notes }
}
