import { createRoute, z } from '@hono/zod-openapi'
import { listLibrary } from '#actions/read-library-entry'
import { refusals } from '../api-problem.ts'
import { entrySummarySchema, libraryKindSchema, presentEntrySummary } from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  kind: libraryKindSchema.optional().openapi({ description: 'Only entries of this kind.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/library',
  tags: ['Content'],
  summary: 'List the library',
  description:
    'Observances, issues, playbooks, letters, and what there is one of, by kind and id; retired ones as well.',
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: {
      description: 'The entries, without their words.',
      content: { 'application/json': { schema: z.object({ entries: z.array(entrySummarySchema) }) } },
    },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function listLibraryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const entries = await listLibrary(world, c.req.valid('query'))
    return c.json({ entries: entries.map(presentEntrySummary) }, 200)
  })
}
