import { createRoute, z } from '@hono/zod-openapi'
import { createCampaign } from '#actions/create-campaign'
import { letterKinds } from '#domain/mail-template'
import { refusals } from '../api-problem.ts'
import { campaignNameSchema, campaignSlugSchema, daySchema } from '../campaign-input.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  name: campaignNameSchema,
  slug: campaignSlugSchema,
  kind: z
    .enum(letterKinds)
    .optional()
    .openapi({ description: 'Without one: `issue-brief` where it explains an issue.' }),
  occursOn: daySchema.nullable().default(null).openapi({ format: 'date', description: 'The day the letter is about.' }),
  issueId: z
    .string()
    .max(60)
    .nullable()
    .default(null)
    .openapi({ description: 'The issue whose brief, ask and topics it begins with; without one it is empty.' }),
})

const example = {
  name: 'Human Rights Day 2026',
  slug: 'human-rights-day-2026',
  kind: 'observance',
  occursOn: '2026-12-10',
} as const

const route = createRoute({
  method: 'post',
  path: '/api/campaigns',
  tags: ['Campaigns'],
  summary: 'Begin a campaign',
  description:
    'Makes a draft, empty or with the brief of an issue as its first revision. Whoever begins a campaign can never approve it.',
  ...signedInOrKey,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    201: {
      description: 'The draft; `Location` leads to it.',
      content: { 'application/json': { schema: z.object({ id: z.uuid() }) } },
    },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'campaign-name-taken',
      'issue-unknown',
    ),
  },
})

export function createCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { occursOn, kind, ...campaign } = c.req.valid('json')
    const day = occursOn === null ? null : Temporal.PlainDate.from(occursOn)
    const { campaignId } = await createCampaign(world, {
      member: c.var.member,
      campaign: {
        ...campaign,
        kind: kind ?? (campaign.issueId === null ? 'observance' : 'issue-brief'),
        occursOn: day,
      },
    })
    c.header('Location', `/api/campaigns/${campaignId}`)
    return c.json({ id: campaignId }, 201)
  })
}
