import { createRoute } from '@hono/zod-openapi'
import { readForgeryReport } from '#actions/read-forgery-report'
import { refusals } from '../api-problem.ts'
import { forgeryReportSchema, presentForgeryReport } from '../present-forgery-report.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/forgery-reports/{id}',
  tags: ['Forgeries'],
  summary: 'Read a report of a forged letter',
  description: 'What the message lacks, and which letter it copies. The message itself is not shown.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The report.', content: { 'application/json': { schema: forgeryReportSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readForgeryReportRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { report, staffNames } = await readForgeryReport(world, { reportId: c.req.valid('param').id })
    return c.json(presentForgeryReport(report, staffNames), 200)
  })
}
