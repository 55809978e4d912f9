import type { Context } from 'hono'
import { readSite } from '#actions/read-site'
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
  return answerProblem(c, parts, visit, { title, detail, next: nextStep(c, visit, refusal) }, status)
}

/** Nothing stands at this path. */
export async function answerMissingPage(c: Context, parts: PublicParts): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  const problem = {
    title: words.page('problem.notFoundTitle'),
    detail: words.page('problem.notFoundText'),
    next: { label: words.page('landing.allLetters'), path: '/letters' },
  }
  return answerProblem(c, parts, visit, problem, 404)
}

/** A bug. The page reads nothing from the database, which may be what broke. */
export async function answerBug(c: Context, parts: PublicParts): Promise<Response> {
  const visit = startVisit(c)
  const { words } = visit
  const title = words.page('problem.bugTitle')
  const next = { label: words.page('site.back'), path: '/' }
  const page = {
    title,
    letterhead: null,
    sky: 'dim',
    switchLanguage: { method: 'get', path: '/' },
    body: <ProblemPage visit={visit} title={title} detail={words.page('problem.bugText')} next={next} />,
  } as const
  return answerPage(c, parts, visit, page, 500)
}

type Problem = { title: string; detail: string; next: { label: string; path: string } }

async function answerProblem(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { title, detail, next }: Problem,
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429,
): Promise<Response> {
  const letterhead: Letterhead = (await readSite(parts.world)).letterhead
  const page = {
    title,
    letterhead,
    sky: 'dim',
    switchLanguage: { method: 'get', path: c.req.method === 'GET' ? c.req.path : next.path },
    body: <ProblemPage visit={visit} title={title} detail={detail} next={next} />,
  } as const
  return answerPage(c, parts, visit, page, status)
}

function nextStep(c: Context, { words }: Visit, { code }: Refusal): Problem['next'] {
  const isLink = code === 'link-invalid' || code === 'link-expired'
  if (isLink && c.req.path.startsWith('/preferences')) {
    return { label: words.page('problem.askAgain'), path: '/preferences' }
  }
  if (isLink && c.req.path.startsWith('/confirm')) return { label: words.page('problem.subscribeAgain'), path: '/' }
  return { label: words.page('site.back'), path: '/' }
}
