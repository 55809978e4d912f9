import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { ApiRefusal } from './api-refusal.ts'
import { authRoutes } from './auth-routes.ts'
import type { JoinStaff } from './join-staff.ts'
import { requireOwnOrigin } from './own-origin.ts'
import { declareSecurity, describeApi } from './describe-api.ts'
import { describeAuth } from './describe-auth.ts'
import { provideCaller } from './find-caller.ts'
import { declareLibraryForms } from './present-library.ts'
import { referenceRoutes } from './reference-routes.tsx'
import { readJsonBody } from './request-body.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { letterRoutes } from './letter-routes.ts'
import { libraryRoutes } from './library-routes.ts'
import { organisationRoutes } from './organisation-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { readerRoutes } from './reader-routes.ts'
import { sendingRoutes } from './sending-routes.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Every route of the API, documented. */
function createRoutes(parts: StaffParts, joinStaff: JoinStaff) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', peopleRoutes(parts, joinStaff))
    .route('/', organisationRoutes(parts))
    .route('/', libraryRoutes(parts))
    .route('/', campaignRoutes(parts))
    .route('/', calendarRoutes(parts))
    .route('/', readerRoutes(parts))
    .route('/', sendingRoutes(parts))
    .route('/', letterRoutes(parts))
}

/** The API as a typed client sees it: `hc<StaffApi>(publicUrl)`. */
export type StaffApi = ReturnType<typeof createRoutes>

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The staff API at `/api`, its documentation, and sign-in. */
export function createApi(parts: StaffParts, joinStaff: JoinStaff): Hono<StaffEnv> {
  const { world } = parts
  const routes = createRoutes(parts, joinStaff)
  declareSecurity(routes, world.publicUrl)
  describeAuth(routes)
  declareLibraryForms(routes)
  const app = new Hono<StaffEnv>()

  app.use('/api/*', requireOwnOrigin(world.publicUrl))
  app.use('/api/*', limitBody)
  app.use('/api/*', readJsonBody)
  app.use('/api/*', provideCaller(parts))
  app.route('/', authRoutes(parts))
  app.route(
    '/',
    referenceRoutes(parts, () => routes.getOpenAPI31Document(describeApi(world.publicUrl))),
  )
  app.route('/', routes)
  app.all('/api', () => {
    throw new Refusal('not-found')
  })
  app.all('/api/*', (c) => {
    const allowed = methods.filter((method) => answersTo(app, method, c.req.path))
    if (allowed.length > 0) throw new ApiRefusal('method-not-allowed', { Allow: allowed.join(', ') })
    throw new Refusal('not-found')
  })
  return app
}

const limitBody = bodyLimit({
  maxSize: limits.apiBodyBytesMax,
  onError: () => {
    throw new Refusal('body-too-large')
  },
})

/** Whether a path has a route of its own for a method, beside what stands in front of every path. */
function answersTo(app: Hono<StaffEnv>, method: string, path: string): boolean {
  const [matches] = app.router.match(method, path)
  return matches.some(([[, route]]) => route.method !== 'ALL')
}
