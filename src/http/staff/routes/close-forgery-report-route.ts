import { createRoute } from '@hono/zod-openapi'
import { closeForgeryReport } from '#actions/close-forgery-report'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/forgery-reports/{id}/done',
  tags: ['Forgeries'],
  summary: 'Note that a report is dealt with',
  description: 'Whoever does so first stays named. It changes nothing else, and can be repeated.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Dealt with, now or before.' },
    ...refusals('sign-in-required', 'role-missing', 'not-found'),
  },
})

export function closeForgeryReportRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await closeForgeryReport(world, { member: c.var.member, reportId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
