import { createRoute, z } from '@hono/zod-openapi'
import { tryWatched } from '#actions/try-watched'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ text: plainLine(limits.watchedLengthMax) })

const route = createRoute({
  method: 'post',
  path: '/api/watch-list/try',
  tags: ['Watch-list'],
  summary: 'Try whether something would be found',
  description:
    'For administrators, to see that an entry works. Says yes or no and not why, and only 20 times an hour, so that nobody finds out by trying who is on the list.',
  ...recentlyConfirmed('manage-watch-list'),
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
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'rate-limited',
    ),
  },
})

export function tryWatchedRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { isFound } = await tryWatched(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ found: isFound }, 200)
  })
}
