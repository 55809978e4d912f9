import { createRoute, z } from '@hono/zod-openapi'
import { routeCampaign } from '#actions/route-campaign'
import { providerNames, troublePolicies } from '#domain/provider'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const choiceSchema = z
  .strictObject({
    provider: z.enum(providerNames).nullable().openapi({ description: 'Null for the usual one.' }),
    onProviderTrouble: z.enum(troublePolicies).openapi({
      description:
        'When the provider refuses, allows no more or does not work: `hold` waits for a person, `switch` goes on by another one that works.',
    }),
  })
  .openapi('ProviderChoice', { example: { provider: null, onProviderTrouble: 'switch' } })

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/provider',
  tags: ['Campaigns'],
  summary: 'Choose the provider of a campaign',
  description:
    'At any time until it is sent, before its next batch. What may have been handed to the provider before stays with that one, so that nobody gets it twice. A campaign that is held stays held until somebody resumes it.',
  ...signedIn,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: choiceSchema } } },
  },
  responses: {
    204: { description: 'Kept to from the next batch on.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'not-found',
      'campaign-finished',
      'provider-unknown',
    ),
  },
})

export function routeCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { provider, onProviderTrouble } = c.req.valid('json')
    const { id: campaignId } = c.req.valid('param')
    await routeCampaign(world, { member: c.var.member, campaignId, provider, onProviderTrouble })
    return c.body(null, 204)
  })
}
