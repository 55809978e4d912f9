import { createRoute, z } from '@hono/zod-openapi'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const secondFactorsSchema = z
  .object({
    totp: z.boolean().openapi({ description: 'Whether there is an authenticator app.' }),
    recoveryCodesLeft: z.number().int(),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        createdAt: instantSchema.nullable(),
        isSynced: z.boolean().openapi({ description: 'Kept by its provider too: losing the device does not lose it.' }),
      }),
    ),
  })
  .openapi('SecondFactors')

const route = createRoute({
  method: 'get',
  path: '/api/me/second-factors',
  tags: ['Staff'],
  summary: 'List your second factors',
  description: 'Your own alone; nobody else sees which they are.',
  ...signedIn,
  responses: {
    200: { description: 'What there is.', content: { 'application/json': { schema: secondFactorsSchema } } },
    ...refusals('sign-in-required', 'key-not-accepted'),
  },
})

export function listSecondFactorsRoute({ auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id } = c.var.member
    const { totp, passkeys } = await c.var.findSecondFactors(id)
    const recoveryCodesLeft = totp ? await auth.countRecoveryCodes(id) : 0
    const presented = passkeys.map(({ createdAt, ...passkey }) => ({
      ...passkey,
      createdAt: presentOptionalInstant(createdAt),
    }))
    return c.json({ totp, recoveryCodesLeft, passkeys: presented }, 200)
  })
}
