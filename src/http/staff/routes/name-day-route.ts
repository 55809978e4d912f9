import { createRoute } from '@hono/zod-openapi'
import { nameDay } from '#actions/name-day'
import { readOccurrence } from '#actions/read-occurrence'
import { namedDaySchema } from '#domain/un-process'
import { refusals } from '../api-problem.ts'
import { occurrenceChange, occurrenceRefusals, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = { version: 0, startsOn: '2026-11-19', lengthDays: 1 }

const route = createRoute({
  method: 'put',
  path: '/api/observances/{id}/occurrences/{occurrence}/day',
  tags: ['Calendar'],
  summary: 'Name a day',
  description:
    'On which day it falls, as far as somebody has heard. It stays tentative, and no letter about it can be approved, until a page confirms it.',
  ...signedInOrKey,
  request: occurrenceChange(namedDaySchema, example),
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(...occurrenceRefusals, 'day-implausible'),
  },
})

export function nameDayRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version, ...day } = c.req.valid('json')
    await nameDay(world, { member: c.var.member, observanceId, occurrence, version, day })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
