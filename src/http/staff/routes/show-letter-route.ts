import { createRoute } from '@hono/zod-openapi'
import { showLetter } from '#actions/show-letter'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/campaigns/{id}/withheld',
  tags: ['Archive'],
  summary: 'Show a withheld letter',
  description: 'It stands in the archive at the time of its release. What was taken down stays so. No body.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'No longer withheld.' },
    ...refusals('sign-in-required', 'role-missing', 'not-found'),
  },
})

export function showLetterRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await showLetter(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
