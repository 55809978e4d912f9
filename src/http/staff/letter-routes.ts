import { OpenAPIHono } from '@hono/zod-openapi'
import { addLetterNoteRoute } from './routes/add-letter-note-route.ts'
import { closeForgeryReportRoute } from './routes/close-forgery-report-route.ts'
import { describeWebCopyRoute } from './routes/describe-web-copy-route.ts'
import { liftTakedownRoute } from './routes/lift-takedown-route.ts'
import { listForgeryReportsRoute } from './routes/list-forgery-reports-route.ts'
import { readForgeryReportRoute } from './routes/read-forgery-report-route.ts'
import { showLetterRoute } from './routes/show-letter-route.ts'
import { takeDownLetterRoute } from './routes/take-down-letter-route.ts'
import { withholdLetterRoute } from './routes/withhold-letter-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Letters that have gone out: the archive, and what people report as forged. */
export function letterRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', listForgeryReportsRoute(parts))
    .route('/', readForgeryReportRoute(parts))
    .route('/', closeForgeryReportRoute(parts))
    .route('/', describeWebCopyRoute(parts))
    .route('/', addLetterNoteRoute(parts))
    .route('/', liftTakedownRoute(parts))
    .route('/', showLetterRoute(parts))
    .route('/', takeDownLetterRoute(parts))
    .route('/', withholdLetterRoute(parts))
}
