import { createRoute } from '@hono/zod-openapi'
import { takeDownLetter } from '#actions/take-down-letter'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'
import { takedownReasonSchema } from '../takedown-input.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/takedown',
  tags: ['Archive'],
  summary: 'Take a letter down',
  description:
    'It goes from the archive, every feed and the search at once; its page answers 410 and says so in a word. A shared cache may hold it for some minutes more. What is still to be sent is sent, unless the campaign is cancelled.',
  ...signedIn,
  request: {
    params: idParamSchema,
    body: {
      required: true,
      content: { 'application/json': { schema: takedownReasonSchema, example: { reason: 'A family asked for it.' } } },
    },
  },
  responses: {
    204: { description: 'Taken down; where it was before, the first time and reason stand.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'not-found',
      'campaign-not-released',
      'reason-missing',
      'reason-names-address',
    ),
  },
})

export function takeDownLetterRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { reason } = c.req.valid('json')
    await takeDownLetter(world, { member: c.var.member, campaignId: c.req.valid('param').id, reason })
    return c.body(null, 204)
  })
}
