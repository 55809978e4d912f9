import { createRoute, z } from '@hono/zod-openapi'
import { searchFacts } from '#actions/search-facts'
import { factConcernNames } from '#domain/fact'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { factListItemSchema, presentFact } from '../present-fact.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  q: plainLine(100).default('').openapi({ description: 'Words of the id, the statement or the publisher.' }),
  subject: z
    .string()
    .regex(/^[A-Z]{1,4}$/)
    .optional()
    .openapi({ description: 'The letters before the hyphen of an id, which gather facts by subject: `CNT`.' }),
  concern: z.enum(factConcernNames).optional().openapi({ description: 'Only facts that raise it today.' }),
  retired: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: 'Those that can be cited no more, instead of those that can.' }),
  after: plainLine(40).optional().openapi({ description: 'The `next` of the page before.' }),
})

const factsSchema = z.object({
  facts: z.array(factListItemSchema),
  next: z.string().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/facts',
  tags: ['Facts'],
  summary: 'Search the fact ledger',
  description: 'Every figure of a letter comes from the ledger, with its source and the day on which it held.',
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of facts, by id.', content: { 'application/json': { schema: factsSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function searchFactsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { q: words, retired, ...search } = c.req.valid('query')
    const { facts, next } = await searchFacts(world, { words, isRetired: retired === 'true', ...search })
    return c.json({ facts: facts.map(presentFact), next }, 200)
  })
}
