import { createRoute } from '@hono/zod-openapi'
import { retireLibraryEntry } from '#actions/retire-library-entry'
import { refusals } from '../api-problem.ts'
import { retirableParamSchema } from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/library/{kind}/{id}/bring-back',
  tags: ['Content'],
  summary: 'Bring an entry of the library back',
  description: 'Offers again what was retired. No body.',
  ...signedInOrKey,
  request: { params: retirableParamSchema },
  responses: {
    204: { description: 'It is on offer.' },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing', 'not-found'),
  },
})

export function bringBackLibraryEntryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await retireLibraryEntry(world, { member: c.var.member, ...c.req.valid('param'), isRetired: false })
    return c.body(null, 204)
  })
}
