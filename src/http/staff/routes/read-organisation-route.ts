import { createRoute } from '@hono/zod-openapi'
import { readOrganisation } from '#actions/read-organisation'
import { describedOrganisationSchema } from '#domain/organisation'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/organisation',
  tags: ['Organisation'],
  summary: 'Read the organisation',
  description:
    'Names, postal address, contact and sender, as every letter prints them, and what the trust pages say beside that.',
  ...signedInOrKey,
  responses: {
    200: { description: 'The organisation.', content: { 'application/json': { schema: describedOrganisationSchema } } },
    ...refusals('sign-in-required', 'organisation-incomplete'),
  },
})

export function readOrganisationRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const organisation = await readOrganisation(world)
    const { name, postalAddress, contactAddress, senderAddress, timeZone } = organisation
    const { imprint, embedOrigins, retention } = organisation
    return c.json(
      { name, postalAddress, contactAddress, senderAddress, timeZone, imprint, embedOrigins, retention },
      200,
    )
  })
}
