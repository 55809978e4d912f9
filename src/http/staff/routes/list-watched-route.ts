import { createRoute, z } from '@hono/zod-openapi'
import { listWatched } from '#actions/list-watched'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const watchListSchema = z.object({
  entries: z.array(
    z
      .object({
        id: z.uuid(),
        note: z.string().nullable().openapi({ description: 'Why it is watched, in words that name nobody.' }),
        addedBy: z.string(),
        addedAt: instantSchema,
      })
      .openapi('WatchListEntry'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/watch-list',
  tags: ['Watch-list'],
  summary: 'List the watch-list',
  description:
    'For administrators: who put something on it when, and why. What it is, nobody can read: only keyed hashes are kept.',
  ...signedIn,
  responses: {
    200: { description: 'The entries, oldest first.', content: { 'application/json': { schema: watchListSchema } } },
    ...refusals('sign-in-required', 'role-missing'),
  },
})

export function listWatchedRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const entries = await listWatched(world, { member: c.var.member })
    return c.json(
      {
        entries: entries.map(({ id, note, addedByName, addedAt }) => ({
          id,
          note,
          addedBy: addedByName,
          addedAt: presentInstant(addedAt),
        })),
      },
      200,
    )
  })
}
