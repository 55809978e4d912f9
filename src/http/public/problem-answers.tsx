import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readSite } from '#actions/read-site'
import { recogniseOutage } from '#actions/recognise-outage'
import { limits } from '#domain/limits'
import type { Letterhead } from '#domain/mail-template'
import type { Refusal } from '#domain/refusal'
import { describeProblem } from '../problem.ts'
import { answerPage } from './answer.tsx'
import { ProblemPage } from './pages/moment-pages.tsx'
import type { PublicParts } from './public-parts.ts'
import { startVisit, type Visit } from './visit.ts'

/** A refusal that no form on the page can mend: what happened, and where to go from here. */
export async function answerRefusal(c: Context, parts: PublicParts, refusal: Refusal): Promise<Response> {
  const visit = startVisit(c)
  const { title, detail, status } = describeProblem(refusal, visit.locale)
  const letterhead = await letterheadIfThere(parts)
  return answerProblem(c, parts, visit, { title, detail, status, letterhead, next: nextStep(c, visit, refusal) })
}

/** Nothing stands at this path. */
export async function answerMissingPage(c: Context, parts: PublicParts): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  const { letterhead } = await readSite(parts.world)
  return answerProblem(c, parts, visit, {
    title: words.page('problem.notFoundTitle'),
    detail: words.page('problem.notFoundText'),
    status: 404,
    letterhead,
    next: { label: words.page('landing.allLetters'), path: '/letters' },
  })
}

/** Something stands at this path, but not for this method. `allowed` names those for which it does. */
export async function answerWrongMethod(c: Context, parts: PublicParts, allowed: readonly string[]): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  const { letterhead } = await readSite(parts.world)
  const page = { label: words.page('problem.openPage'), path: c.req.path }
  c.header('Allow', allowed.join(', '))
  return answerProblem(c, parts, visit, {
    title: words.page('problem.methodTitle'),
    detail: words.page('problem.methodText'),
    status: 405,
    letterhead,
    next: allowed.includes('GET') ? page : backToStart(visit),
  })
}

/** The database is away, and will be back. The page needs nothing from it. */
export async function answerOutage(c: Context, parts: PublicParts): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  c.header('Retry-After', String(limits.outageWaitSeconds))
  return answerProblem(c, parts, visit, {
    title: words.page('problem.awayTitle'),
    detail: words.page('problem.awayText', { minutes: limits.outageWaitSeconds / 60 }),
    status: 503,
    letterhead: null,
    next: { label: words.page('problem.tryAgain'), path: c.req.method === 'GET' ? c.req.path : '/' },
  })
}

/** A bug. The page reads nothing from the database, which may be what broke. */
export async function answerBug(c: Context, parts: PublicParts): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  return answerProblem(c, parts, visit, {
    title: words.page('problem.bugTitle'),
    detail: words.page('problem.bugText'),
    status: 500,
    letterhead: null,
    next: backToStart(visit),
  })
}

type Step = { readonly label: string; readonly path: string }

type Problem = {
  readonly title: string
  readonly detail: string
  readonly status: ContentfulStatusCode
  readonly letterhead: Letterhead | null
  readonly next: Step
}

async function answerProblem(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { title, detail, status, letterhead, next }: Problem,
): Promise<Response> {
  // A page that a POST answered, or that cannot be made at all, has no other language to go to but that of the next.
  const path = c.req.method === 'GET' && status < 500 ? c.req.path : next.path
  const page = {
    title,
    letterhead,
    sky: 'dim',
    switchLanguage: { method: 'get', path },
    body: <ProblemPage visit={visit} title={title} detail={detail} next={next} />,
  } as const
  return answerPage(c, parts, visit, page, status)
}

/** A refusal needs no database, and is told even while it is away. */
async function letterheadIfThere({ world }: PublicParts): Promise<Letterhead | null> {
  try {
    return (await readSite(world)).letterhead
  } catch (error) {
    if (recogniseOutage(error)) return null
    throw error
  }
}

function nextStep(c: Context, visit: Visit, { code }: Refusal): Step {
  const { words } = visit
  const isLink = code === 'link-invalid' || code === 'link-expired'
  if (isLink && c.req.path.startsWith('/preferences')) {
    return { label: words.page('problem.askAgain'), path: '/preferences' }
  }
  if (code === 'letter-taken-down') return { label: words.page('landing.allLetters'), path: '/letters' }
  if (isLink && c.req.path.startsWith('/confirm')) return { label: words.page('problem.subscribeAgain'), path: '/' }
  return backToStart(visit)
}

function backToStart({ words }: Visit): Step {
  return { label: words.page('site.back'), path: '/' }
}
