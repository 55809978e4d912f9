import { OpenAPIHono } from '@hono/zod-openapi'
import { describeTopicsRoute } from './routes/describe-topics-route.ts'
import { inspectSenderRoute } from './routes/inspect-sender-route.ts'
import { listTopicsRoute } from './routes/list-topics-route.ts'
import { orderTopicsRoute } from './routes/order-topics-route.ts'
import { readOrganisationRoute } from './routes/read-organisation-route.ts'
import { saveOrganisationRoute } from './routes/save-organisation-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** The organisation itself: its letterhead and senders, and the topics that it writes about. */
export function organisationRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', readOrganisationRoute(parts))
    .route('/', saveOrganisationRoute(parts))
    .route('/', inspectSenderRoute(parts))
    .route('/', listTopicsRoute(parts))
    .route('/', describeTopicsRoute(parts))
    .route('/', orderTopicsRoute(parts))
}
