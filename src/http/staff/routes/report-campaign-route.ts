import { createRoute, z } from '@hono/zod-openapi'
import { reportCampaign, type CampaignReport } from '#actions/report-campaign'
import { dropReasons } from '#domain/audience'
import { campaignStatuses } from '#domain/campaign'
import { providerNames } from '#domain/provider'
import { refusals } from '../api-problem.ts'
import { accountSchema, afterAcceptance, handedOver, presentAccount } from '../present-account.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const count = z.number().int()

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
    'What became of everyone it was for, in exact counts that balance at every moment, since they tell no kind of reader from another; `/outcome` does, in tens. No report names a reader. What providers told after they took a letter is counted once for each letter and fact; one letter may be `delivered` and `complained` about.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: reportSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function reportCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    return c.json(presentReport(await reportCampaign(world, { campaignId: c.req.valid('param').id })), 200)
  })
}

function presentReport({ account, providers, ...report }: CampaignReport): z.infer<typeof reportSchema> {
  return { ...report, account: presentAccount(account), providers: [...providers] }
}
