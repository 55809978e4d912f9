import { createRoute, z } from '@hono/zod-openapi'
import { endOnRequest } from '#actions/end-on-request'
import { limits } from '#domain/limits'
import { endingWishes } from '#domain/suppression'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  email: z.string().max(4 * limits.addressLengthMax),
  wish: z.enum(endingWishes).openapi({
    description: '`left`: they can subscribe again. `blocked`: nobody can sign the address up again.',
  }),
})

const endedSchema = z
  .object({ ended: z.boolean().openapi({ description: 'Whether a subscription ended now.' }) })
  .openapi('EndedSubscriber')

const example = { email: 'reader@readers.example', wish: 'left' }

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/end',
  tags: ['Subscribers'],
  summary: 'Write to a reader no more, on request',
  description:
    'For administrators, where a reader tells staff that they want no more letters. It holds from the next batch on, and for an address that was never on the list too. Keeps for good who did it, with a keyed hash of the address. The address goes in the body, never in a URL.',
  ...recentlyConfirmed('change-subscriber'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'Nothing more is sent to it.', content: { 'application/json': { schema: endedSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'address-malformed',
      'address-not-supported',
    ),
  },
})

export function endOnRequestRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { hasEnded } = await endOnRequest(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ ended: hasEnded }, 200)
  })
}
