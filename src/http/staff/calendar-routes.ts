import { OpenAPIHono } from '@hono/zod-openapi'
import { beginStepDraftRoute } from './routes/begin-step-draft-route.ts'
import { cancelOccurrenceRoute } from './routes/cancel-occurrence-route.ts'
import { chooseNoticeMailRoute } from './routes/choose-notice-mail-route.ts'
import { closeNoticeRoute } from './routes/close-notice-route.ts'
import { confirmDayRoute } from './routes/confirm-day-route.ts'
import { listNoticesRoute } from './routes/list-notices-route.ts'
import { nameDayRoute } from './routes/name-day-route.ts'
import { readOccurrenceRoute } from './routes/read-occurrence-route.ts'
import { recordOutcomeRoute } from './routes/record-outcome-route.ts'
import { recordTabledDraftRoute } from './routes/record-tabled-draft-route.ts'
import { reinstateOccurrenceRoute } from './routes/reinstate-occurrence-route.ts'
import { runPlanningRoute } from './routes/run-planning-route.ts'
import { showCalendarRoute } from './routes/show-calendar-route.ts'
import { trackProcessesRoute } from './routes/track-processes-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** The year: its days and what is known of them, what is planned for them, and the notices to staff. */
export function calendarRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', showCalendarRoute(parts))
    .route('/', runPlanningRoute(parts))
    .route('/', beginStepDraftRoute(parts))
    .route('/', listNoticesRoute(parts))
    .route('/', closeNoticeRoute(parts))
    .route('/', chooseNoticeMailRoute(parts))
    .route('/', readOccurrenceRoute(parts))
    .route('/', nameDayRoute(parts))
    .route('/', confirmDayRoute(parts))
    .route('/', cancelOccurrenceRoute(parts))
    .route('/', reinstateOccurrenceRoute(parts))
    .route('/', recordTabledDraftRoute(parts))
    .route('/', recordOutcomeRoute(parts))
    .route('/', trackProcessesRoute(parts))
}
