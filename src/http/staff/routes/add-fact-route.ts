import { createRoute, z } from '@hono/zod-openapi'
import { addFact } from '#actions/add-fact'
import { factSchema } from '#domain/fact'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { factBodySchema, factExample } from '../present-fact.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  // A schema of the domain may have been made before `openapi` was taught to schemas; its copy knows it.
  id: factSchema.shape.id
    .clone()
    .openapi({ description: 'Two to four letters for the subject, and a number: `CNT-20`.' }),
  fact: factBodySchema,
  reason: plainLine(limits.reasonLengthMax).nullable().default(null),
})

const route = createRoute({
  method: 'post',
  path: '/api/facts',
  tags: ['Facts'],
  summary: 'Add a fact',
  description:
    'A statement with who said it, when it held and where that can be read. What it contradicts says so from then on as well.',
  ...signedInOrKey,
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: bodySchema, example: { id: 'CNT-90', fact: factExample, reason: null } },
      },
    },
  },
  responses: {
    201: {
      description: 'In the ledger; `Location` leads to it.',
      content: { 'application/json': { schema: z.object({ id: z.string() }) } },
    },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'scope-missing', 'fact-exists', 'fact-unknown'),
  },
})

export function addFactRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id, fact, reason } = c.req.valid('json')
    await addFact(world, { member: c.var.member, factId: id, fact, reason })
    c.header('Location', `/api/facts/${id}`)
    return c.json({ id }, 201)
  })
}
