import { createRoute, z } from '@hono/zod-openapi'
import { eraseAddress } from '#actions/erase-address'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ email: z.string().max(4 * limits.addressLengthMax) })

const erasedSchema = z
  .object({
    erased: z.boolean().openapi({ description: 'False for an address of which there was nothing to erase.' }),
  })
  .openapi('ErasedSubscriber')

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/erase',
  tags: ['Subscribers'],
  summary: 'Erase one reader who asked for it',
  description:
    'For administrators. The reader leaves the list at once, and everything that names them is erased at once; which letters were theirs is erased when none of them is on its way any more, within a day. What stays is a keyed hash, so that no import brings them back, and the evidence of consent under it. It cannot be undone; the reader can subscribe again. Keeps for good who did it, with the keyed hash. The address goes in the body, never in a URL.',
  ...recentlyConfirmed('erase-subscriber'),
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: bodySchema, example: { email: 'reader@readers.example' } } },
    },
  },
  responses: {
    200: {
      description: 'Whether there was anything to erase.',
      content: { 'application/json': { schema: erasedSchema } },
    },
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

export function eraseSubscriberRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { isErased } = await eraseAddress(world, { member: c.var.member, email: c.req.valid('json').email })
    return c.json({ erased: isErased }, 200)
  })
}
