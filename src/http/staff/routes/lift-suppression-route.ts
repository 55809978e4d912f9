import { createRoute, z } from '@hono/zod-openapi'
import { liftSuppression } from '#actions/lift-suppression'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { liftedByStaff } from '#domain/suppression'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { presentSuppressions, suppressionsSchema } from '../present-suppressions.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  email: z.string().max(4 * limits.addressLengthMax),
  suppression: z.enum(liftedByStaff),
  because: plainLine(limits.liftReasonLengthMax).nullable().default(null).openapi({
    description: 'Why, in a line that stays in the record and holds no address. A complaint is not lifted without it.',
  }),
})

const liftedSchema = z
  .object({
    lifted: z.boolean().openapi({ description: 'False where no such suppression was in force.' }),
    subscribed: z.boolean().openapi({
      description: 'Whether the reader’s consent stands. Without it nothing is sent until they subscribe again.',
    }),
    suppressions: suppressionsSchema.openapi({ description: 'Why nothing may be sent to this address even now.' }),
  })
  .openapi('LiftedSuppression')

const example = {
  email: 'reader@readers.example',
  suppression: 'bounced',
  because: 'The reader wrote to us on 3 June.',
}

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/lift-suppression',
  tags: ['Subscribers'],
  summary: 'Write again to an address that bounced or complained',
  description:
    'For administrators, when a reader says that our letters no longer arrive. Lifts the one suppression that is named and keeps for good who did it and why, with a keyed hash of the address. Whoever has left or blocked their address stays left or blocked. The address goes in the body, never in a URL.',
  ...recentlyConfirmed('lift-suppression'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'What stands now.', content: { 'application/json': { schema: liftedSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'address-malformed',
      'address-not-supported',
      'reason-missing',
      'reason-names-address',
    ),
  },
})

export function liftSuppressionRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { isLifted, isSubscribed, suppressions } = await liftSuppression(world, {
      member: c.var.member,
      ...c.req.valid('json'),
    })
    return c.json({ lifted: isLifted, subscribed: isSubscribed, suppressions: presentSuppressions(suppressions) }, 200)
  })
}
