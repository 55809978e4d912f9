import { createRoute } from '@hono/zod-openapi'
import { recordAccountChange } from '#actions/record-account-change'
import { Refusal } from '#domain/refusal'
import { refusals } from '../api-problem.ts'
import { staffIdParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/me/sessions/{id}',
  tags: ['Staff'],
  summary: 'End one of your sessions',
  description:
    'For a browser that you no longer have in hand. `POST /api/auth/revoke-other-sessions` ends all but this one, `POST /api/auth/revoke-sessions` this one too.',
  ...signedIn,
  request: { params: staffIdParamSchema },
  responses: {
    204: { description: 'Ended.' },
    ...refusals('sign-in-required', 'key-not-accepted', 'not-found'),
  },
})

export function endSessionRoute({ world, auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const hasEnded = await auth.endSession(c.req.raw.headers, c.req.valid('param').id)
    if (!hasEnded) throw new Refusal('not-found')
    await recordAccountChange(world, { member: c.var.member, action: 'signed-out-elsewhere' })
    return c.body(null, 204)
  })
}
