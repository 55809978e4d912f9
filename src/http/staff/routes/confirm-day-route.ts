import { createRoute } from '@hono/zod-openapi'
import { confirmDay } from '#actions/confirm-day'
import { readOccurrence } from '#actions/read-occurrence'
import { confirmedDaySchema } from '#domain/un-process'
import { refusals } from '../api-problem.ts'
import { occurrenceChange, occurrenceRefusals, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = { version: 1, startsOn: '2026-11-19', sourceUrl: 'https://press.example/programme' }

const route = createRoute({
  method: 'put',
  path: '/api/observances/{id}/occurrences/{occurrence}/confirmation',
  tags: ['Calendar'],
  summary: 'Confirm a day',
  description:
    'That a page names the day, and that you have read it there. Said again it corrects the day; drafts follow within a minute, and whatever was approved for another day is approved anew.',
  ...signedInOrKey,
  request: occurrenceChange(confirmedDaySchema, example),
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(...occurrenceRefusals, 'day-implausible'),
  },
})

export function confirmDayRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version, ...day } = c.req.valid('json')
    await confirmDay(world, { member: c.var.member, observanceId, occurrence, version, day })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
