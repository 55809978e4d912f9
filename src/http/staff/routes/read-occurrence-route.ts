import { createRoute } from '@hono/zod-openapi'
import { readOccurrence } from '#actions/read-occurrence'
import { refusals } from '../api-problem.ts'
import { occurrenceParamSchema, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/observances/{id}/occurrences/{occurrence}',
  tags: ['Calendar'],
  summary: 'Read an occurrence',
  description: 'Its day, how sure the day is and who says so, the draft that was tabled, and how it ended.',
  ...signedInOrKey,
  request: { params: occurrenceParamSchema },
  responses: {
    200: { description: 'The occurrence.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readOccurrenceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
