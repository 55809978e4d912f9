import { createRoute } from '@hono/zod-openapi'
import { closeNotice } from '#actions/close-notice'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/notices/{id}/done',
  tags: ['Calendar'],
  summary: 'Tick a notice off',
  description: 'For everybody. It changes nothing else, and can be repeated.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Ticked off, now or before.' },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function closeNoticeRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await closeNotice(world, { member: c.var.member, noticeId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
