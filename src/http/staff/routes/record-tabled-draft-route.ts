import { createRoute } from '@hono/zod-openapi'
import { recordTabledDraft } from '#actions/record-tabled-draft'
import { readOccurrence } from '#actions/read-occurrence'
import { tabledDraftSchema } from '#domain/un-process'
import { refusals } from '../api-problem.ts'
import { occurrenceChange, occurrenceRefusals, occurrenceSchema, presentOccurrence } from '../present-occurrence.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = {
  version: 1,
  document: 'A/C.3/81/L.36',
  tabledOn: '2026-10-30',
  sourceUrl: 'https://press.example/draft',
}

const route = createRoute({
  method: 'put',
  path: '/api/observances/{id}/occurrences/{occurrence}/draft',
  tags: ['Calendar'],
  summary: 'Record a tabled draft',
  description: 'The number of a draft resolution and the day on which it was tabled. It moves no letter.',
  ...signedInOrKey,
  request: occurrenceChange(tabledDraftSchema, example),
  responses: {
    200: { description: 'The occurrence as it is now.', content: { 'application/json': { schema: occurrenceSchema } } },
    ...refusals(...occurrenceRefusals, 'nothing-decided', 'occurrence-cancelled', 'tabled-in-future'),
  },
})

export function recordTabledDraftRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: observanceId, occurrence } = c.req.valid('param')
    const { version, ...draft } = c.req.valid('json')
    await recordTabledDraft(world, { member: c.var.member, observanceId, occurrence, version, draft })
    return c.json(presentOccurrence(await readOccurrence(world, { observanceId, occurrence })), 200)
  })
}
