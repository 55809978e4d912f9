import { createRoute } from '@hono/zod-openapi'
import { readOrganisation } from '#actions/read-organisation'
import { organisationSchema } from '#domain/organisation'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/organisation',
  tags: ['Organisation'],
  summary: 'Read the organisation',
  description: 'Names, postal address, contact and sender, as every letter prints them.',
  ...signedIn,
  responses: {
    200: { description: 'The organisation.', content: { 'application/json': { schema: organisationSchema } } },
    ...refusals('sign-in-required', 'organisation-incomplete'),
  },
})

export function readOrganisationRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { name, postalAddress, contactAddress, senderAddress, timeZone } = await readOrganisation(world)
    return c.json({ name, postalAddress, contactAddress, senderAddress, timeZone }, 200)
  })
}
