import { createRoute, z } from '@hono/zod-openapi'
import { reportCampaign } from '#actions/report-campaign'
import { dropReasons } from '#domain/audience'
import { campaignStatuses } from '#domain/campaign'
import { providerNames } from '#domain/provider'
import { refusals } from '../api-problem.ts'
import { accountSchema, afterAcceptance, count, handedOver } from '../present-account.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const reportSchema = z
  .object({
    status: z.enum(campaignStatuses),
    account: accountSchema,
    dropped: z.partialRecord(z.enum(dropReasons), count).openapi({ description: 'By reason.' }),
    failed: z.record(z.string(), count).openapi({ description: 'By the code of the failure.' }),
    providers: z
      .array(z.object({ provider: z.enum(providerNames), ...handedOver, ...afterAcceptance }))
      .openapi({ description: 'What went by each provider.' }),
  })
  .openapi('CampaignReport')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/report',
  tags: ['Campaigns'],
  summary: 'Report on a campaign',
  description:
    'What became of everyone it was for, in counts that balance at every moment. No report names a reader. What providers told after they took a letter is counted once for each letter and fact; one letter may be `delivered` and `complained` about.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: reportSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function reportCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { status, account, dropped, failed, providers } = await reportCampaign(world, {
      campaignId: c.req.valid('param').id,
    })
    const answer = { status, account: { ...account }, dropped: { ...dropped }, failed: { ...failed } }
    return c.json({ ...answer, providers: [...providers] }, 200)
  })
}
