import { createRoute } from '@hono/zod-openapi'
import { liftTakedown } from '#actions/lift-takedown'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'
import { takedownReasonSchema } from '../takedown-input.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/campaigns/{id}/takedown',
  tags: ['Archive'],
  summary: 'Put a letter back that was taken down',
  description: 'Only an administrator may. Who took it down and why stays on record.',
  ...signedIn,
  request: {
    params: idParamSchema,
    body: {
      required: true,
      content: {
        'application/json': { schema: takedownReasonSchema, example: { reason: 'The family agrees by now.' } },
      },
    },
  },
  responses: {
    204: { description: 'In the archive again, unless it is withheld.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'not-found',
      'reason-missing',
      'reason-names-address',
    ),
  },
})

export function liftTakedownRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { reason } = c.req.valid('json')
    await liftTakedown(world, { member: c.var.member, campaignId: c.req.valid('param').id, reason })
    return c.body(null, 204)
  })
}
