import { createRoute, z } from '@hono/zod-openapi'
import { cloneCampaign } from '#actions/clone-campaign'
import { factConcernNames } from '#domain/fact'
import { refusals } from '../api-problem.ts'
import { campaignNameSchema, campaignSlugSchema, daySchema } from '../campaign-input.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  name: campaignNameSchema.optional(),
  slug: campaignSlugSchema.optional(),
  occursOn: daySchema.optional().openapi({
    format: 'date',
    description: 'Another day than the next occurrence. The clone then takes the place of no step of a playbook.',
  }),
})

const clonedSchema = z
  .object({
    id: z.uuid(),
    facts: z.array(
      z.object({
        factId: z.string(),
        concerns: z.array(z.enum(factConcernNames)),
        hasChanged: z.boolean().openapi({ description: 'It says something else than when the letter was written.' }),
        isRetired: z.boolean().openapi({ description: 'It can be cited no more.' }),
      }),
    ),
  })
  .openapi('ClonedCampaign')

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/clone',
  tags: ['Campaigns'],
  summary: 'Repeat a campaign',
  description:
    'Begins a draft with the words and the audience of another campaign, such as last year’s, for the next occurrence of the same step or the same day of this year or the next. Every fact that wants looking at is named; nothing is acknowledged.',
  ...signedInOrKey,
  request: { params: idParamSchema, body: { required: true, content: { 'application/json': { schema: bodySchema } } } },
  responses: {
    201: {
      description: 'The draft; `Location` leads to it.',
      content: { 'application/json': { schema: clonedSchema } },
    },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'revision-missing',
      'correction-not-cloned',
      'step-unknown',
      'draft-exists',
      'campaign-name-taken',
      'organisation-incomplete',
    ),
  },
})

export function cloneCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { occursOn, name, slug } = c.req.valid('json')
    const { campaignId, facts } = await cloneCampaign(world, {
      member: c.var.member,
      campaignId: c.req.valid('param').id,
      wish: {
        ...(name !== undefined && { name }),
        ...(slug !== undefined && { slug }),
        ...(occursOn !== undefined && { occursOn: Temporal.PlainDate.from(occursOn) }),
      },
    })
    c.header('Location', `/api/campaigns/${campaignId}`)
    return c.json({ id: campaignId, facts: facts.map((fact) => ({ ...fact, concerns: [...fact.concerns] })) }, 201)
  })
}
