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
import { createPeopleRoutes } from './people-routes.ts'
import { readJsonBody } from './request-body.ts'
import { beginStepDraftRoute } from './routes/begin-step-draft-route.ts'
import { chooseNoticeMailRoute } from './routes/choose-notice-mail-route.ts'
import { cloneCampaignRoute } from './routes/clone-campaign-route.ts'
import { closeNoticeRoute } from './routes/close-notice-route.ts'
import { listNoticesRoute } from './routes/list-notices-route.ts'
import { runPlanningRoute } from './routes/run-planning-route.ts'
import { showCalendarRoute } from './routes/show-calendar-route.ts'
import { approveCampaignRoute } from './routes/approve-campaign-route.ts'
import { bringBackLibraryEntryRoute } from './routes/bring-back-library-entry-route.ts'
import { cancelCampaignRoute } from './routes/cancel-campaign-route.ts'
import { cancelOccurrenceRoute } from './routes/cancel-occurrence-route.ts'
import { confirmDayRoute } from './routes/confirm-day-route.ts'
import { countAudienceRoute } from './routes/count-audience-route.ts'
import { createCampaignRoute } from './routes/create-campaign-route.ts'
import { importSubscribersRoute } from './routes/import-subscribers-route.ts'
import { eraseSubscriberRoute } from './routes/erase-subscriber-route.ts'
import { liftSuppressionRoute } from './routes/lift-suppression-route.ts'
import { listCampaignsRoute } from './routes/list-campaigns-route.ts'
import { listLibraryRoute } from './routes/list-library-route.ts'
import { listTopicsRoute } from './routes/list-topics-route.ts'
import { lookUpSubscriberRoute } from './routes/look-up-subscriber-route.ts'
import { nameDayRoute } from './routes/name-day-route.ts'
import { pauseCampaignRoute } from './routes/pause-campaign-route.ts'
import { planWarmUpRoute } from './routes/plan-warm-up-route.ts'
import { previewLetterRoute } from './routes/preview-letter-route.ts'
import { readCampaignRoute } from './routes/read-campaign-route.ts'
import { readLibraryEntryRoute } from './routes/read-library-entry-route.ts'
import { readOccurrenceRoute } from './routes/read-occurrence-route.ts'
import { readOrganisationRoute } from './routes/read-organisation-route.ts'
import { readRetentionRoute } from './routes/read-retention-route.ts'
import { readSendingRoute } from './routes/read-sending-route.ts'
import { recordOutcomeRoute } from './routes/record-outcome-route.ts'
import { recordTabledDraftRoute } from './routes/record-tabled-draft-route.ts'
import { reinstateOccurrenceRoute } from './routes/reinstate-occurrence-route.ts'
import { reportCampaignRoute } from './routes/report-campaign-route.ts'
import { resetLibraryEntryRoute } from './routes/reset-library-entry-route.ts'
import { resumeCampaignRoute } from './routes/resume-campaign-route.ts'
import { resumeProviderRoute } from './routes/resume-provider-route.ts'
import { resumeSendingRoute } from './routes/resume-sending-route.ts'
import { retireLibraryEntryRoute } from './routes/retire-library-entry-route.ts'
import { reviseCampaignRoute } from './routes/revise-campaign-route.ts'
import { routeCampaignRoute } from './routes/route-campaign-route.ts'
import { saveLibraryEntryRoute } from './routes/save-library-entry-route.ts'
import { saveOrganisationRoute } from './routes/save-organisation-route.ts'
import { scheduleCampaignRoute } from './routes/schedule-campaign-route.ts'
import { searchFactsRoute } from './routes/search-facts-route.ts'
import { setEmbargoRoute } from './routes/set-embargo-route.ts'
import { setEventRoute } from './routes/set-event-route.ts'
import { stopProviderRoute } from './routes/stop-provider-route.ts'
import { stopSendingRoute } from './routes/stop-sending-route.ts'
import { submitCampaignRoute } from './routes/submit-campaign-route.ts'
import { tieCampaignRoute } from './routes/tie-campaign-route.ts'
import { traceMailRoute } from './routes/trace-mail-route.ts'
import { trackProcessesRoute } from './routes/track-processes-route.ts'
import { readFactRoute } from './routes/read-fact-route.ts'
import { addFactRoute } from './routes/add-fact-route.ts'
import { changeFactRoute } from './routes/change-fact-route.ts'
import { retireFactRoute } from './routes/retire-fact-route.ts'
import { checkCampaignRoute } from './routes/check-campaign-route.ts'
import { correctCampaignRoute } from './routes/correct-campaign-route.ts'
import { listWatchedRoute } from './routes/list-watched-route.ts'
import { addWatchedRoute } from './routes/add-watched-route.ts'
import { removeWatchedRoute } from './routes/remove-watched-route.ts'
import { tryWatchedRoute } from './routes/try-watched-route.ts'
import { addLetterNoteRoute } from './routes/add-letter-note-route.ts'
import { liftTakedownRoute } from './routes/lift-takedown-route.ts'
import { showLetterRoute } from './routes/show-letter-route.ts'
import { takeDownLetterRoute } from './routes/take-down-letter-route.ts'
import { withholdLetterRoute } from './routes/withhold-letter-route.ts'
import { closeForgeryReportRoute } from './routes/close-forgery-report-route.ts'
import { listForgeryReportsRoute } from './routes/list-forgery-reports-route.ts'
import { readForgeryReportRoute } from './routes/read-forgery-report-route.ts'
import { changeOnRequestRoute } from './routes/change-on-request-route.ts'
import { endOnRequestRoute } from './routes/end-on-request-route.ts'
import { describeReadershipRoute } from './routes/describe-readership-route.ts'
import { inspectSenderRoute } from './routes/inspect-sender-route.ts'
import { listRevisionsRoute } from './routes/list-revisions-route.ts'
import { readRevisionRoute } from './routes/read-revision-route.ts'
import { listCommentsRoute } from './routes/list-comments-route.ts'
import { addCommentRoute } from './routes/add-comment-route.ts'
import { settleCommentRoute } from './routes/settle-comment-route.ts'
import { returnCampaignRoute } from './routes/return-campaign-route.ts'
import { requestTestLetterRoute } from './routes/request-test-letter-route.ts'
import { followCampaignRoute } from './routes/follow-campaign-route.ts'
import { describeOutcomeRoute } from './routes/describe-outcome-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Every route of the API, documented. */
function createRoutes(parts: StaffParts, joinStaff: JoinStaff) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', createPeopleRoutes(parts, joinStaff))
    .route('/', readOrganisationRoute(parts))
    .route('/', saveOrganisationRoute(parts))
    .route('/', inspectSenderRoute(parts))
    .route('/', listTopicsRoute(parts))
    .route('/', searchFactsRoute(parts))
    .route('/', readFactRoute(parts))
    .route('/', addFactRoute(parts))
    .route('/', changeFactRoute(parts))
    .route('/', retireFactRoute(parts))
    .route('/', listWatchedRoute(parts))
    .route('/', addWatchedRoute(parts))
    .route('/', removeWatchedRoute(parts))
    .route('/', tryWatchedRoute(parts))
    .route('/', listLibraryRoute(parts))
    .route('/', readLibraryEntryRoute(parts))
    .route('/', saveLibraryEntryRoute(parts))
    .route('/', resetLibraryEntryRoute(parts))
    .route('/', retireLibraryEntryRoute(parts))
    .route('/', bringBackLibraryEntryRoute(parts))
    .route('/', createCampaignRoute(parts))
    .route('/', listCampaignsRoute(parts))
    .route('/', readCampaignRoute(parts))
    .route('/', reviseCampaignRoute(parts))
    .route('/', previewLetterRoute(parts))
    .route('/', scheduleCampaignRoute(parts))
    .route('/', cloneCampaignRoute(parts))
    .route('/', showCalendarRoute(parts))
    .route('/', runPlanningRoute(parts))
    .route('/', beginStepDraftRoute(parts))
    .route('/', listNoticesRoute(parts))
    .route('/', closeNoticeRoute(parts))
    .route('/', chooseNoticeMailRoute(parts))
    .route('/', checkCampaignRoute(parts))
    .route('/', correctCampaignRoute(parts))
    .route('/', submitCampaignRoute(parts))
    .route('/', approveCampaignRoute(parts))
    .route('/', listRevisionsRoute(parts))
    .route('/', readRevisionRoute(parts))
    .route('/', listCommentsRoute(parts))
    .route('/', addCommentRoute(parts))
    .route('/', settleCommentRoute(parts))
    .route('/', returnCampaignRoute(parts))
    .route('/', requestTestLetterRoute(parts))
    .route('/', followCampaignRoute(parts))
    .route('/', describeOutcomeRoute(parts))
    .route('/', pauseCampaignRoute(parts))
    .route('/', resumeCampaignRoute(parts))
    .route('/', cancelCampaignRoute(parts))
    .route('/', setEmbargoRoute(parts))
    .route('/', tieCampaignRoute(parts))
    .route('/', setEventRoute(parts))
    .route('/', routeCampaignRoute(parts))
    .route('/', reportCampaignRoute(parts))
    .route('/', countAudienceRoute(parts))
    .route('/', importSubscribersRoute(parts))
    .route('/', traceMailRoute(parts))
    .route('/', describeReadershipRoute(parts))
    .route('/', lookUpSubscriberRoute(parts))
    .route('/', changeOnRequestRoute(parts))
    .route('/', endOnRequestRoute(parts))
    .route('/', eraseSubscriberRoute(parts))
    .route('/', readRetentionRoute(parts))
    .route('/', liftSuppressionRoute(parts))
    .route('/', readSendingRoute(parts))
    .route('/', stopSendingRoute(parts))
    .route('/', resumeSendingRoute(parts))
    .route('/', stopProviderRoute(parts))
    .route('/', resumeProviderRoute(parts))
    .route('/', planWarmUpRoute(parts))
    .route('/', readOccurrenceRoute(parts))
    .route('/', nameDayRoute(parts))
    .route('/', confirmDayRoute(parts))
    .route('/', cancelOccurrenceRoute(parts))
    .route('/', reinstateOccurrenceRoute(parts))
    .route('/', recordTabledDraftRoute(parts))
    .route('/', recordOutcomeRoute(parts))
    .route('/', trackProcessesRoute(parts))
    .route('/', listForgeryReportsRoute(parts))
    .route('/', readForgeryReportRoute(parts))
    .route('/', closeForgeryReportRoute(parts))
    .route('/', addLetterNoteRoute(parts))
    .route('/', liftTakedownRoute(parts))
    .route('/', showLetterRoute(parts))
    .route('/', takeDownLetterRoute(parts))
    .route('/', withholdLetterRoute(parts))
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
