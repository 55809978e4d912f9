import { createRoute, z } from '@hono/zod-openapi'
import { searchFacts } from '#actions/search-facts'
import { factSchema } from '#domain/fact'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  q: plainLine(100).default('').openapi({ description: 'Words of the id, the statement or the publisher.' }),
  after: plainLine(40).optional().openapi({ description: 'The `next` of the page before.' }),
})

const factsSchema = z.object({
  facts: z.array(
    factSchema
      .omit({ value: true })
      .extend({
        concerns: z
          .array(z.enum(['stale', 'conflicting', 'disputed']))
          .openapi({ description: 'What to look at before it is printed today.' }),
      })
      .openapi('Fact'),
  ),
  next: z.string().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/facts',
  tags: ['Content'],
  summary: 'Search the fact ledger',
  description: 'Every figure of a letter comes from the ledger, with its source and the day on which it held.',
  ...signedIn,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of facts, by id.', content: { 'application/json': { schema: factsSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function searchFactsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { q, after } = c.req.valid('query')
    const { facts, next } = await searchFacts(world, { words: q, after })
    const presented = facts.map(({ fact: { value: _, ...fact }, concerns }) => ({ ...fact, concerns: [...concerns] }))
    return c.json({ facts: presented, next }, 200)
  })
}
