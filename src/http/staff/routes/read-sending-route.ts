import { createRoute, z } from '@hono/zod-openapi'
import { readOrganisation } from '#actions/read-organisation'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const sendingSchema = z.object({
  stoppedAt: instantSchema
    .nullable()
    .openapi({ description: 'Since when all sending is stopped; null while it is not.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/sending',
  tags: ['Sending'],
  summary: 'Whether sending is stopped',
  description: 'The stop that holds for the whole installation, whatever each campaign says.',
  ...signedIn,
  responses: {
    200: { description: 'The stop.', content: { 'application/json': { schema: sendingSchema } } },
    ...refusals('sign-in-required', 'organisation-incomplete'),
  },
})

export function readSendingRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { sendingStoppedAt } = await readOrganisation(world)
    return c.json({ stoppedAt: presentOptionalInstant(sendingStoppedAt) }, 200)
  })
}
