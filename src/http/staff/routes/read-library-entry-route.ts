import { createRoute } from '@hono/zod-openapi'
import { readLibraryEntry } from '#actions/read-library-entry'
import { refusals } from '../api-problem.ts'
import { entryParamSchema, keptEntrySchema, presentEntry } from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/library/{kind}/{id}',
  tags: ['Content'],
  summary: 'Read an entry of the library',
  description: 'What the organisation has, and the version that a change has to be based on.',
  ...signedInOrKey,
  request: { params: entryParamSchema },
  responses: {
    200: { description: 'The entry.', content: { 'application/json': { schema: keptEntrySchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readLibraryEntryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    return c.json(presentEntry(await readLibraryEntry(world, c.req.valid('param'))), 200)
  })
}
