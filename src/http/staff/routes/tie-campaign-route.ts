import { createRoute, z } from '@hono/zod-openapi'
import { tieCampaign } from '#actions/tie-campaign'
import { namedOccurrenceSchema } from '#domain/occurrence-key'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ about: namedOccurrenceSchema.nullable() })

const example = { about: { observanceId: 'human-rights-day', occurrence: '2026-12-10' } }

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/about',
  tags: ['Campaigns'],
  summary: 'Say which occurrence it is about',
  description:
    'A letter of the kind `un-resolution` prints the decision that is recorded of it. What planning began is tied already; null goes back to that. A change voids an approval, and so does an outcome that is recorded after it.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    204: { description: 'Tied.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-already-released',
      'campaign-finished',
      'occurrence-unknown',
    ),
  },
})

export function tieCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { about } = c.req.valid('json')
    await tieCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id, about })
    return c.body(null, 204)
  })
}
