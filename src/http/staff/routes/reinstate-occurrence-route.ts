import { createRoute } from '@hono/zod-openapi'
import { reinstateOccurrence } from '#actions/reinstate-occurrence'
import { readOccurrence } from '#actions/read-occurrence'
import { refusals } from '../api-problem.ts'
import {
  occurrenceParamSchema,
  occurrenceRefusals,
  occurrenceSchema,
  presentOccurrence,
  seenVersionSchema,
} from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = { version: 3 }

const route = createRoute({
  method: 'post',
  path: '/api/observances/{id}/occurrences/{occurrence}/reinstate',
  tags: ['Calendar'],
  summary: 'Reinstate an occurrence',
  description: 'That it takes place after all. Void drafts stay void; a notice asks whether new ones are wanted.',
  ...signedInOrKey,
  request: {
    params: occurrenceParamSchema,
    body: { required: true, content: { 'application/json': { schema: seenVersionSchema.strict(), example } } },
  },
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(...occurrenceRefusals, 'occurrence-not-cancelled'),
  },
})

export function reinstateOccurrenceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version } = c.req.valid('json')
    await reinstateOccurrence(world, { member: c.var.member, observanceId, occurrence, version })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
