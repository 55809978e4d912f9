import { createRoute, z } from '@hono/zod-openapi'
import { createApiKey } from '#actions/create-api-key'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { keyScopes } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  name: z.string().trim().min(1).pipe(plainLine(limits.keyNameLengthMax)).openapi({ description: 'What uses it.' }),
  scopes: z
    .array(z.enum(keyScopes))
    .openapi({ description: 'What it may change; none for a key that only reads what all staff may read.' }),
  days: z.int().min(1).max(limits.apiKeyDaysMax).openapi({ description: 'For how long it works.' }),
})

const example = { name: 'Calendar of the website', scopes: [], days: 90 }

const answerSchema = z.object({
  id: z.uuid(),
  key: z.string().openapi({ description: 'Shown this once. `nlk_` and 72 hexadecimal digits.' }),
  expiresAt: instantSchema,
})

const route = createRoute({
  method: 'post',
  path: '/api/api-keys',
  tags: ['Staff'],
  summary: 'Make a key for a program',
  description:
    'For administrators. The program sends it as `Authorization: Bearer …` and acts in your name, which the record says. No key approves, sees readers, or touches people and keys.',
  ...recentlyConfirmed('manage-keys'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    201: { description: 'The key.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
    ),
  },
})

export function createApiKeyRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id, key, expiresAt } = await createApiKey(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ id, key, expiresAt: presentInstant(expiresAt) }, 201)
  })
}
