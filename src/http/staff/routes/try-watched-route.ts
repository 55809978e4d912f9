import { createRoute, z } from '@hono/zod-openapi'
import { tryWatched } from '#actions/try-watched'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ text: plainLine(limits.watchedLengthMax) })

const route = createRoute({
  method: 'post',
  path: '/api/watch-list/try',
  tags: ['Watch-list'],
  summary: 'Try whether something would be found',
  description:
    'For administrators, to see that an entry works. Says yes or no and not why, and only 20 times an hour, so that nobody finds out by trying who is on the list.',
  ...signedIn,
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: bodySchema, example: { text: 'Hong Gil-dong' } } },
    },
  },
  responses: {
    200: {
      description: 'The answer.',
      content: { 'application/json': { schema: z.object({ found: z.boolean() }) } },
    },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'rate-limited'),
  },
})

export function tryWatchedRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { isFound } = await tryWatched(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ found: isFound }, 200)
  })
}
