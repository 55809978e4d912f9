import { createRoute, z } from '@hono/zod-openapi'
import { listForgeryReports } from '#actions/list-forgery-reports'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { forgeryReportSchema, presentForgeryReport } from '../present-forgery-report.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  only: z.enum(['open', 'all']).default('open').openapi({ description: 'Those that nobody has dealt with, or all.' }),
  before: z.uuid().optional().openapi({ description: 'The `next` of the page before.' }),
})

const listSchema = z.object({
  reports: z.array(forgeryReportSchema),
  next: z.uuid().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/forgery-reports',
  tags: ['Forgeries'],
  summary: 'List reports of forged letters',
  description: `Newest first, ${limits.pageSizeMax} to a page. The messages themselves are encrypted; whoever runs the machine can open one, and the record says so.`,
  ...signedIn,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of reports.', content: { 'application/json': { schema: listSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function listForgeryReportsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { only, before } = c.req.valid('query')
    const { reports, staffNames } = await listForgeryReports(world, { openOnly: only === 'open', before })
    const next = reports.length < limits.pageSizeMax ? null : (reports.at(-1)?.id ?? null)
    return c.json({ reports: reports.map((report) => presentForgeryReport(report, staffNames)), next }, 200)
  })
}
