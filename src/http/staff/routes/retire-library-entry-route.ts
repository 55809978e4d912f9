import { createRoute } from '@hono/zod-openapi'
import { retireLibraryEntry } from '#actions/retire-library-entry'
import { refusals } from '../api-problem.ts'
import { retirableParamSchema } from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/library/{kind}/{id}/retire',
  tags: ['Content'],
  summary: 'Retire an entry of the library',
  description: 'Offers it no more. It is kept for what refers to it. No body.',
  ...signedInOrKey,
  request: { params: retirableParamSchema },
  responses: {
    204: { description: 'It is offered no more.' },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing', 'not-found', 'topic-last'),
  },
})

export function retireLibraryEntryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await retireLibraryEntry(world, { member: c.var.member, ...c.req.valid('param'), isRetired: true })
    return c.body(null, 204)
  })
}
