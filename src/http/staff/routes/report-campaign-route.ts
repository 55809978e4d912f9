import { createRoute, z } from '@hono/zod-openapi'
import { reportCampaign } from '#actions/report-campaign'
import { campaignStatuses } from '#domain/campaign'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const count = z.number().int()

const reportSchema = z
  .object({
    status: z.enum(campaignStatuses),
    account: z
      .object({
        frozen: count.openapi({ description: 'Readers who have a place in a batch; always the sum of the next five.' }),
        accepted: count.openapi({ description: 'Handed over to the mail provider.' }),
        dropped: count.openapi({ description: 'Not mailed, because they left or may not be mailed.' }),
        failed: count.openapi({ description: 'Refused by the mail provider.' }),
        uncertain: count.openapi({ description: 'The provider’s answer never came. They are not mailed again.' }),
        waiting: count,
        left: count.openapi({ description: 'Unsubscribed by a link in this letter.' }),
      })
      .openapi('CampaignAccount'),
    dropped: z.record(z.string(), count).openapi({ description: 'By reason.' }),
    failed: z.record(z.string(), count).openapi({ description: 'By the code of the failure.' }),
  })
  .openapi('CampaignReport')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/report',
  tags: ['Campaigns'],
  summary: 'Report on a campaign',
  description: 'What became of everyone it was for, in counts that balance. No report names a reader.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: reportSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function reportCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { status, account, dropped, failed } = await reportCampaign(world, { campaignId: c.req.valid('param').id })
    const { frozen, accepted, uncertain, waiting, left } = account
    const counts = { frozen, accepted, dropped: account.dropped, failed: account.failed, uncertain, waiting, left }
    return c.json({ status, account: counts, dropped: { ...dropped }, failed: { ...failed } }, 200)
  })
}
