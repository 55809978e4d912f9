import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { recogniseOutage } from '#actions/recognise-outage'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { createApi } from './api.ts'
import { answerProblem, apiProblem, inputProblem, refusalProblem } from './api-problem.ts'
import { ApiRefusal, StepUpRequired } from './api-refusal.ts'
import { createJoinStaff } from './join-staff.ts'
import { InvalidInput } from './invalid-input.ts'
import { invitationRoutes } from './invitation-routes.tsx'
import { EntryOutdated } from './present-library.ts'
import { readerPath } from './reference-routes.tsx'
import type { StaffEnv, StaffParts } from './staff-env.ts'
import { staffHeaders } from './staff-headers.ts'
import { localeOf } from './staff-locale.ts'

/**
 * Everything for staff: the API, its documentation, sign-in and the pages of an invitation. Mounted at `/`, beside the
 * public pages: `createApp({ mount: [{ path: '/', app: createStaffApp(parts) }] })`.
 */
export function createStaffApp(parts: StaffParts): Hono {
  const joinStaff = createJoinStaff(parts.world, parts.auth)
  const headers = staffHeaders(parts.world.publicUrl)
  const app = new Hono<StaffEnv>()
  for (const path of ['/api', '/api/*', readerPath]) app.use(path, headers)
  app.route('/', createApi(parts, joinStaff))
  app.onError(async (error, c) => {
    const locale = await localeOf(c.req.header('Accept-Language'), c.var.findMember)
    if (error instanceof InvalidInput) return answerProblem(inputProblem(error.faults, locale), locale)
    if (error instanceof EntryOutdated) {
      const problem = refusalProblem(new Refusal('revision-outdated'), locale)
      return answerProblem({ ...problem, latest: error.latest }, locale)
    }
    if (error instanceof Refusal) return answerProblem(refusalProblem(error, locale), locale)
    if (error instanceof StepUpRequired)
      return answerProblem({ ...apiProblem(error.code, locale), ways: [...error.ways] }, locale)
    if (error instanceof ApiRefusal) return answerProblem(apiProblem(error.code, locale), locale, error.headers)
    // Hono's own word for a body that its validators could not read.
    if (error instanceof HTTPException && error.status === 400) return answerProblem(inputProblem([], locale), locale)
    if (recogniseOutage(error)) {
      const whenToRetry = { 'Retry-After': String(limits.outageWaitSeconds) }
      return answerProblem(apiProblem('unavailable', locale), locale, whenToRetry)
    }
    parts.reportBug(error)
    return answerProblem(apiProblem('unexpected', locale), locale)
  })
  const whole = new Hono()
  whole.route('/', app)
  whole.route('/', invitationRoutes(parts, joinStaff, headers))
  return whole
}
