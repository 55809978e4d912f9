import { OpenAPIHono } from '@hono/zod-openapi'
import { addCommentRoute } from './routes/add-comment-route.ts'
import { approveCampaignRoute } from './routes/approve-campaign-route.ts'
import { cancelCampaignRoute } from './routes/cancel-campaign-route.ts'
import { checkCampaignRoute } from './routes/check-campaign-route.ts'
import { cloneCampaignRoute } from './routes/clone-campaign-route.ts'
import { correctCampaignRoute } from './routes/correct-campaign-route.ts'
import { countAudienceRoute } from './routes/count-audience-route.ts'
import { createCampaignRoute } from './routes/create-campaign-route.ts'
import { describeOutcomeRoute } from './routes/describe-outcome-route.ts'
import { followCampaignRoute } from './routes/follow-campaign-route.ts'
import { listCampaignsRoute } from './routes/list-campaigns-route.ts'
import { listCommentsRoute } from './routes/list-comments-route.ts'
import { listRevisionsRoute } from './routes/list-revisions-route.ts'
import { pauseCampaignRoute } from './routes/pause-campaign-route.ts'
import { previewLetterRoute } from './routes/preview-letter-route.ts'
import { readCampaignRoute } from './routes/read-campaign-route.ts'
import { readRevisionRoute } from './routes/read-revision-route.ts'
import { reportCampaignRoute } from './routes/report-campaign-route.ts'
import { requestTestLetterRoute } from './routes/request-test-letter-route.ts'
import { resumeCampaignRoute } from './routes/resume-campaign-route.ts'
import { returnCampaignRoute } from './routes/return-campaign-route.ts'
import { reviseCampaignRoute } from './routes/revise-campaign-route.ts'
import { routeCampaignRoute } from './routes/route-campaign-route.ts'
import { scheduleCampaignRoute } from './routes/schedule-campaign-route.ts'
import { setEmbargoRoute } from './routes/set-embargo-route.ts'
import { setEventRoute } from './routes/set-event-route.ts'
import { settleCommentRoute } from './routes/settle-comment-route.ts'
import { submitCampaignRoute } from './routes/submit-campaign-route.ts'
import { tieCampaignRoute } from './routes/tie-campaign-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** Campaigns, from the first draft to the report. */
export function campaignRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', createCampaignRoute(parts))
    .route('/', listCampaignsRoute(parts))
    .route('/', readCampaignRoute(parts))
    .route('/', reviseCampaignRoute(parts))
    .route('/', previewLetterRoute(parts))
    .route('/', scheduleCampaignRoute(parts))
    .route('/', cloneCampaignRoute(parts))
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
}
