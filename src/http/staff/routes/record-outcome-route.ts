import { createRoute } from '@hono/zod-openapi'
import { recordOutcome } from '#actions/record-outcome'
import { readOccurrence } from '#actions/read-occurrence'
import { recordedOutcomeSchema } from '#domain/un-process'
import { refusals } from '../api-problem.ts'
import { occurrenceChange, occurrenceRefusals, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const example = {
  version: 2,
  outcome: { result: 'adopted-without-vote', document: null, coSponsors: 61 },
  sourceUrl: 'https://press.example/vote',
}

const route = createRoute({
  method: 'put',
  path: '/api/observances/{id}/occurrences/{occurrence}/outcome',
  tags: ['Calendar'],
  summary: 'Record an outcome',
  description:
    'How it ended, with a page that says so. **Approved letters that wait for it begin to leave within seconds** where it came about. Said again it corrects the outcome; what a wrong one let out is paused.',
  ...signedIn,
  request: occurrenceChange(recordedOutcomeSchema, example),
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(
      ...occurrenceRefusals,
      'nothing-decided',
      'outcome-not-of-step',
      'occurrence-cancelled',
      'day-not-confirmed',
      'outcome-before-day',
      'votes-too-many',
      'votes-contradictory',
      'count-contradictory',
    ),
  },
})

export function recordOutcomeRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version, ...recorded } = c.req.valid('json')
    await recordOutcome(world, { member: c.var.member, observanceId, occurrence, version, recorded })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
