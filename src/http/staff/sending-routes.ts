import { OpenAPIHono } from '@hono/zod-openapi'
import { planWarmUpRoute } from './routes/plan-warm-up-route.ts'
import { readSendingRoute } from './routes/read-sending-route.ts'
import { resumeProviderRoute } from './routes/resume-provider-route.ts'
import { resumeSendingRoute } from './routes/resume-sending-route.ts'
import { stopProviderRoute } from './routes/stop-provider-route.ts'
import { stopSendingRoute } from './routes/stop-sending-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** The sending of everything, and the providers that carry it. */
export function sendingRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', readSendingRoute(parts))
    .route('/', stopSendingRoute(parts))
    .route('/', resumeSendingRoute(parts))
    .route('/', stopProviderRoute(parts))
    .route('/', resumeProviderRoute(parts))
    .route('/', planWarmUpRoute(parts))
}
