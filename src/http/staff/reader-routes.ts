import { OpenAPIHono } from '@hono/zod-openapi'
import { changeOnRequestRoute } from './routes/change-on-request-route.ts'
import { describeReadershipRoute } from './routes/describe-readership-route.ts'
import { endOnRequestRoute } from './routes/end-on-request-route.ts'
import { eraseSubscriberRoute } from './routes/erase-subscriber-route.ts'
import { importSubscribersRoute } from './routes/import-subscribers-route.ts'
import { liftSuppressionRoute } from './routes/lift-suppression-route.ts'
import { lookUpSubscriberRoute } from './routes/look-up-subscriber-route.ts'
import { readRetentionRoute } from './routes/read-retention-route.ts'
import { traceMailRoute } from './routes/trace-mail-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Readers: bringing them over, finding one, what they ask for, and how many there are. */
export function readerRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', importSubscribersRoute(parts))
    .route('/', traceMailRoute(parts))
    .route('/', describeReadershipRoute(parts))
    .route('/', lookUpSubscriberRoute(parts))
    .route('/', changeOnRequestRoute(parts))
    .route('/', endOnRequestRoute(parts))
    .route('/', eraseSubscriberRoute(parts))
    .route('/', readRetentionRoute(parts))
    .route('/', liftSuppressionRoute(parts))
}
