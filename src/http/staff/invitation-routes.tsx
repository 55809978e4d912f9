import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readInvitation } from '#actions/accept-invitation'
import { readSite } from '#actions/read-site'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { describeProblem } from '../problem.ts'
import { answerPage, type AnswerParts } from '../public/answer.tsx'
import { readAssets } from '../public/assets.ts'
import { oneValue, readFormFields } from '../public/form-fields.ts'
import { ProblemPage } from '../public/pages/moment-pages.tsx'
import { noErrors, type FormErrors } from '../public/parts/form-parts.tsx'
import { requireSameOrigin } from '../public/same-origin.ts'
import { startVisit, type Visit } from '../public/visit.ts'
import { faultMessage } from './api-problem.ts'
import { InvalidInput } from './invalid-input.ts'
import { InvitationPage, JoinedPage, type Typed } from './invitation-pages.tsx'
import type { JoinStaff } from './join-staff.ts'
import type { StaffParts } from './staff-env.ts'
import { staffWordsIn } from './staff-words.ts'

/** The page behind an invitation link: a form, and the account. Looking at it changes nothing. */
export function invitationRoutes(parts: StaffParts, joinStaff: JoinStaff, headers: MiddlewareHandler): Hono {
  const { world } = parts
  const pages = { world, assets: readAssets(parts.assetsDirectory), publicUrl: world.publicUrl }
  const app = new Hono()

  app.use('/staff/*', headers)
  app.use('/staff/*', limitForm)
  app.use('/staff/*', requireSameOrigin(world.publicUrl))

  app.get('/staff/invitations/:token', (c) => {
    const typed = { name: '', email: '' }
    return answerForm(c, pages, startVisit(c), { token: c.req.param('token'), typed, errors: noErrors })
  })

  app.post('/staff/invitations/:token', async (c) => {
    const token = c.req.param('token')
    const visit = startVisit(c)
    const fields = await readFormFields(c)
    const typed = { name: oneValue(fields, 'name'), email: oneValue(fields, 'email') }
    try {
      await joinStaff(token, { ...typed, password: oneValue(fields, 'password'), locale: visit.locale })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return answerForm(c, pages, visit, { token, typed, errors: formErrorsOf(error, visit) }, 422)
    }
    return answerJoined(c, pages, visit)
  })

  app.onError((error, c) => {
    const visit = startVisit(c)
    if (error instanceof Refusal) return answerProblem(c, pages, visit, describeProblem(error, visit.locale))
    parts.reportBug(error)
    const { page } = visit.words
    return answerProblem(c, pages, visit, {
      title: page('problem.bugTitle'),
      detail: page('problem.bugText'),
      status: 500,
    })
  })

  return app
}

const limitForm = bodyLimit({
  maxSize: limits.formBodyBytesMax,
  onError: () => {
    throw new Refusal('body-too-large')
  },
})

type Pages = AnswerParts & { readonly world: World }

async function answerForm(
  c: Context,
  pages: Pages,
  visit: Visit,
  { token, typed, errors }: { token: string; typed: Typed; errors: FormErrors },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { role } = await readInvitation(pages.world, { token })
  const { letterhead } = await readSite(pages.world)
  const { path } = c.req
  const words = staffWordsIn(visit.locale)
  const page = {
    title: words('invitation.title'),
    letterhead,
    sky: 'dim',
    body: <InvitationPage visit={visit} words={words} path={path} role={role} typed={typed} errors={errors} />,
  } as const
  return answerPage(c, pages, visit, page, status)
}

async function answerJoined(c: Context, pages: Pages, visit: Visit): Promise<Response> {
  const { letterhead } = await readSite(pages.world)
  const words = staffWordsIn(visit.locale)
  return answerPage(c, pages, visit, {
    title: words('invitation.doneTitle'),
    letterhead,
    sky: 'dawn',
    switchLanguage: { method: 'get', path: '/' },
    body: <JoinedPage visit={visit} words={words} />,
  })
}

/** Reads nothing from the database, which may be what broke. */
async function answerProblem(
  c: Context,
  pages: Pages,
  visit: Visit,
  { title, detail, status }: { title: string; detail: string; status: ContentfulStatusCode },
): Promise<Response> {
  const next = { label: visit.words.page('site.back'), path: '/' }
  const body = <ProblemPage visit={visit} title={title} detail={detail} next={next} />
  return answerPage(c, pages, visit, { title, letterhead: null, sky: 'dim', body }, status)
}

function formErrorsOf({ faults }: InvalidInput, { locale }: Visit): FormErrors {
  const words = staffWordsIn(locale)
  const labels: Readonly<Record<string, string>> = {
    name: words('invitation.name'),
    email: words('invitation.email'),
    password: words('invitation.password'),
  }
  const fields = faults.map((fault) => ({
    field: fault.field,
    label: labels[fault.field] ?? fault.field,
    message: faultMessage(fault, locale),
  }))
  return { fields, reason: null }
}
