import { createRoute } from '@hono/zod-openapi'
import { cancelOccurrence } from '#actions/cancel-occurrence'
import { readOccurrence } from '#actions/read-occurrence'
import { cancellationSchema } from '#domain/un-process'
import { refusals } from '../api-problem.ts'
import { occurrenceChange, occurrenceRefusals, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = { version: 2, sourceUrl: null, reason: 'The session was cut short.' }

const route = createRoute({
  method: 'post',
  path: '/api/observances/{id}/occurrences/{occurrence}/cancel',
  tags: ['Calendar'],
  summary: 'Cancel an occurrence',
  description:
    'That it does not take place: with a page that says so, a reason, or both. Its drafts become void; staff are told of letters that have left.',
  ...signedInOrKey,
  request: occurrenceChange(cancellationSchema, example),
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(...occurrenceRefusals, 'cancellation-unexplained', 'reason-names-address', 'occurrence-cancelled'),
  },
})

export function cancelOccurrenceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version, ...cancellation } = c.req.valid('json')
    await cancelOccurrence(world, { member: c.var.member, observanceId, occurrence, version, cancellation })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
