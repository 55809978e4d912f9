import { createRoute } from '@hono/zod-openapi'
import { readSending } from '#actions/read-sending'
import { refusals } from '../api-problem.ts'
import { presentSending, sendingSchema } from '../present-sending.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/sending',
  tags: ['Sending'],
  summary: 'How sending stands as a whole',
  description: 'The stop that holds whatever each campaign says, the sign of life of the workers, and each provider.',
  ...signedInOrKey,
  responses: {
    200: { description: 'How it stands.', content: { 'application/json': { schema: sendingSchema } } },
    ...refusals('sign-in-required'),
  },
})

export function readSendingRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => c.json(presentSending(await readSending(world)), 200))
}
