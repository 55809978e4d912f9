import { createRoute, z } from '@hono/zod-openapi'
import { returnCampaign } from '#actions/return-campaign'
import { refusals } from '../api-problem.ts'
import { commentTextSchema } from '../present-review.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ text: commentTextSchema.openapi({ description: 'What is to be mended.' }) })

const example = { text: 'The opening tells more of a person than it may. Please leave out the town.' }

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/return',
  tags: ['Campaigns'],
  summary: 'Send a campaign back to its authors',
  description:
    'Ends its review without an approval, and keeps why as a comment. It is a draft again; nothing of it leaves until somebody submits it anew.',
  ...signedIn,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    204: { description: 'A draft again.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'not-found',
      'campaign-not-submitted',
      'campaign-already-released',
      'campaign-finished',
    ),
  },
})

export function returnCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId } = c.req.valid('param')
    await returnCampaign(world, { member: c.var.member, campaignId, ...c.req.valid('json') })
    return c.body(null, 204)
  })
}
