import { createRoute, z } from '@hono/zod-openapi'
import { reportCampaign } from '#actions/report-campaign'
import { dropReasons } from '#domain/audience'
import { campaignStatuses } from '#domain/campaign'
import { providerNames } from '#domain/provider'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const count = z.number().int()

const afterAcceptance = {
  delivered: count.openapi({ description: 'The reader’s server has it, as far as the provider tells.' }),
  bouncedHard: count.openapi({ description: 'Came back: the address is dead, and is not mailed again.' }),
  bouncedSoft: count.openapi({ description: 'Came back for another reason, such as a full mailbox.' }),
  complained: count.openapi({ description: 'Called spam by the reader, who is not mailed again.' }),
}

const handedOver = {
  accepted: count.openapi({ description: 'Handed over to the mail provider.' }),
  failed: count.openapi({ description: 'Refused by the mail provider.' }),
  uncertain: count.openapi({ description: 'The provider’s answer never came. They are not mailed again.' }),
}

const accountSchema = z
  .object({
    frozen: count.openapi({ description: 'Readers who have a place in a batch; always the sum of the next five.' }),
    accepted: handedOver.accepted,
    dropped: count.openapi({ description: 'Not mailed, because they left or may not be mailed.' }),
    failed: handedOver.failed,
    uncertain: handedOver.uncertain,
    waiting: count,
    ...afterAcceptance,
    delayed: count.openapi({ description: 'Put off by the reader’s server; nothing was heard since.' }),
    left: count.openapi({ description: 'Unsubscribed by a link in this letter.' }),
  })
  .openapi('CampaignAccount')

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
  ...signedIn,
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
