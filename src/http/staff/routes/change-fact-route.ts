import { createRoute, z } from '@hono/zod-openapi'
import { changeFact } from '#actions/change-fact'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { factBodySchema, factExample, factParamSchema, presentUses, usesSchema } from '../present-fact.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  fact: factBodySchema,
  reason: plainLine(limits.reasonLengthMax)
    .pipe(z.string().min(1))
    .openapi({ description: 'Why; it stays in the history of the fact.' }),
})

const example = { fact: factExample, reason: 'The ministry corrected its release on 4 February.' }

const route = createRoute({
  method: 'put',
  path: '/api/facts/{factId}',
  tags: ['Facts'],
  summary: 'Change a fact',
  description:
    'What it said stays in its history. Campaigns that cite it and were approved have to be approved again before they leave, and staff are told of each; for one that was sent, begin a correction.',
  ...signedInOrKey,
  request: {
    params: factParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    200: { description: 'Changed. Who cites it:', content: { 'application/json': { schema: usesSchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'scope-missing', 'not-found', 'fact-unknown'),
  },
})

export function changeFactRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { factId } = c.req.valid('param')
    const { uses } = await changeFact(world, { member: c.var.member, factId, ...c.req.valid('json') })
    return c.json({ uses: presentUses(uses) }, 200)
  })
}
