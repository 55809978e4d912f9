import { createRoute, z } from '@hono/zod-openapi'
import { checkAuditChain } from '#actions/check-audit-chain'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const checkSchema = z.object({
  brokenAt: z.number().int().nullable().openapi({ description: 'The first entry that does not fit; null for none.' }),
  entries: z.number().int().openapi({ description: 'Entries that fit, up to there.' }),
  head: z.string().openapi({ description: 'The hash of the last of them. Noted elsewhere, it proves the end later.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/audit/check',
  tags: ['Staff'],
  summary: 'Check the record of what was done',
  description: 'For administrators: reads the whole record and looks whether every entry holds the hash of the last.',
  ...signedIn,
  responses: {
    200: { description: 'What was found.', content: { 'application/json': { schema: checkSchema } } },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted'),
  },
})

export function checkAuditChainRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) =>
    c.json(await checkAuditChain(world, { member: c.var.member }), 200),
  )
}
