import { createRoute, z } from '@hono/zod-openapi'
import { resetLibraryEntry } from '#actions/reset-library-entry'
import { refusals } from '../api-problem.ts'
import { changeAnswer, changeRefusals, entryParamSchema, EntryOutdated, versionSchema } from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  basedOn: versionSchema.openapi({ description: 'The version whose changes are given up.' }),
})

const route = createRoute({
  method: 'post',
  path: '/api/library/{kind}/{id}/reset',
  tags: ['Content'],
  summary: 'Reset an entry to the seed library',
  description: 'Gives up what was changed here. From then on the entry follows the seed library again.',
  ...signedInOrKey,
  request: {
    params: entryParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema } } },
  },
  responses: {
    200: changeAnswer,
    ...refusals(...changeRefusals, 'seed-unreadable', 'seed-entry-missing'),
  },
})

export function resetLibraryEntryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { basedOn } = c.req.valid('json')
    const result = await resetLibraryEntry(world, { member: c.var.member, ...c.req.valid('param'), basedOn })
    if (!result.isSaved) throw new EntryOutdated(result.latest)
    return c.json({ version: result.version }, 200)
  })
}
