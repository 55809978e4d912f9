import { createRoute } from '@hono/zod-openapi'
import { withholdLetter } from '#actions/withhold-letter'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/withheld',
  tags: ['Archive'],
  summary: 'Keep a letter out of the archive',
  description:
    'Its page, every list, feed and the search know nothing of it until it is shown; it is sent as planned, and its code is known at `/verify`. No body.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Withheld.' },
    ...refusals('sign-in-required', 'role-missing', 'not-found'),
  },
})

export function withholdLetterRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await withholdLetter(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
