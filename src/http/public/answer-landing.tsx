import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { listLetters } from '#actions/list-letters'
import { listTopics } from '#actions/list-topics'
import { readSite } from '#actions/read-site'
import { answerPage } from './answer.tsx'
import { LandingHero, LandingPage, type TypedSubscription } from './pages/landing-page.tsx'
import { noErrors, type FormErrors } from './parts/form-parts.tsx'
import type { PublicParts } from './public-parts.ts'
import type { Visit } from './visit.ts'

/** The form as it stands on the page: untouched, come back with faults, or brought along from another site. */
export type LandingForm = {
  readonly typed: TypedSubscription
  readonly errors: FormErrors
  readonly isBrought?: boolean
}

/** A form that nobody has touched yet. */
export function emptyForm({ locale }: Visit): LandingForm {
  return { typed: { email: '', locale, topics: [], timeZone: '', hasConsented: false }, errors: noErrors }
}

/** Answers with the first page and its form. Only the untouched one may be listed by search engines. */
export async function answerLanding(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { typed, errors, isBrought = false }: LandingForm,
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
        letters={letters}
        typed={typed}
        errors={errors}
        isBrought={isBrought}
        stamp={stamp}
      />
    ),
  } as const
  const isUntouched = errors === noErrors && !isBrought
  return answerPage(c, parts, visit, isUntouched ? { ...page, description: cause.description[locale] } : page, status)
}
