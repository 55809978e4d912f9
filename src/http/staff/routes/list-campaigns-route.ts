import { createRoute, z } from '@hono/zod-openapi'
import { listCampaigns } from '#actions/list-campaigns'
import { campaignStatuses } from '#domain/campaign'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { campaignSummarySchema, presentCampaignSummary } from '../present-campaign.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  q: plainLine(100).default('').openapi({
    description: 'Words of the name, each of which has to be there. Case, width and spaces do not count.',
  }),
  status: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((list) => list.split(',').filter((status) => status !== '')))
    .pipe(z.array(z.enum(campaignStatuses)))
    .default([])
    .openapi({
      type: 'string',
      description: `Where it stands, with commas or repeated for several: ${campaignStatuses.join(', ')}. Left out for all.`,
      example: 'draft,in-review',
    }),
  before: z.uuid().optional().openapi({ description: 'The `next` of the page before.' }),
})

const listSchema = z.object({
  campaigns: z.array(campaignSummarySchema),
  next: z.uuid().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
  counts: z.partialRecord(z.enum(campaignStatuses), z.number().int()).openapi({
    description: 'How many have these words, by status and whatever `status` says; one that none has is left out.',
  }),
})

const route = createRoute({
  method: 'get',
  path: '/api/campaigns',
  tags: ['Campaigns'],
  summary: 'List campaigns',
  description: `Newest first, ${limits.pageSizeMax} to a page.`,
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of campaigns.', content: { 'application/json': { schema: listSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function listCampaignsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { q: words, status: statuses, before } = c.req.valid('query')
    const { campaigns, next, counts } = await listCampaigns(world, { words, statuses, before })
    return c.json({ campaigns: campaigns.map(presentCampaignSummary), next, counts }, 200)
  })
}
