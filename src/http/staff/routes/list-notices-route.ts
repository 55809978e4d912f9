import { createRoute, z } from '@hono/zod-openapi'
import { listNotices } from '#actions/list-notices'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { noticeSchema, presentNotices } from '../present-notices.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  only: z.enum(['open', 'all']).default('open').openapi({ description: 'Those that nobody has ticked off, or all.' }),
  before: z.uuid().optional().openapi({ description: 'The `next` of the page before.' }),
})

const listSchema = z.object({
  notices: z.array(noticeSchema),
  byMail: z.boolean().openapi({ description: 'Whether you get notices by mail as well.' }),
  next: z.uuid().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/notices',
  tags: ['Calendar'],
  summary: 'List notices',
  description: `What planning did and found, and what else staff should look at. Newest first, ${limits.pageSizeMax} to a page.`,
  ...signedIn,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of notices.', content: { 'application/json': { schema: listSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function listNoticesRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { only, before } = c.req.valid('query')
    const list = await listNotices(world, { member: c.var.member, openOnly: only === 'open', before })
    const notices = presentNotices(list)
    const next = notices.length < limits.pageSizeMax ? null : (notices.at(-1)?.id ?? null)
    return c.json({ notices, byMail: list.byMail, next }, 200)
  })
}
