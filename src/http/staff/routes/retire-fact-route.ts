import { createRoute, z } from '@hono/zod-openapi'
import { retireFact } from '#actions/retire-fact'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { factParamSchema, presentUses, usesSchema } from '../present-fact.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  retired: z.boolean().openapi({ description: 'False brings it back.' }),
  reason: plainLine(limits.reasonLengthMax).pipe(z.string().min(1)),
})

const example = { retired: true, reason: 'The publisher has withdrawn the survey.' }

const route = createRoute({
  method: 'put',
  path: '/api/facts/{factId}/retirement',
  tags: ['Facts'],
  summary: 'Take a fact out of use, or back into it',
  description:
    'A retired fact cannot be cited anew and stays in the letters that were sent. Campaigns that cite it and have not left cannot leave until they no longer do.',
  ...signedInOrKey,
  request: {
    params: factParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    200: { description: 'Done. Who cites it:', content: { 'application/json': { schema: usesSchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'scope-missing', 'not-found'),
  },
})

export function retireFactRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { retired: isRetired, reason } = c.req.valid('json')
    const { factId } = c.req.valid('param')
    const { uses } = await retireFact(world, { member: c.var.member, factId, isRetired, reason })
    return c.json({ uses: presentUses(uses) }, 200)
  })
}
