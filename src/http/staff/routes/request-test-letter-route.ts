import { createRoute, z } from '@hono/zod-openapi'
import { requestTestLetter } from '#actions/request-test-letter'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/test',
  tags: ['Campaigns'],
  summary: 'Send the letter to yourself',
  description:
    'As it was saved last, to the address of your account and to no other, in the language of your account if the letter has it. Its subject says that it is a test; it counts for nothing, and its links are nobody’s. No body.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    202: {
      description: 'A worker sends it.',
      content: { 'application/json': { schema: z.object({ locale: localeSchema }) } },
    },
    ...refusals('sign-in-required', 'role-missing', 'not-found', 'revision-missing', 'organisation-incomplete'),
  },
})

export function requestTestLetterRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { locale } = await requestTestLetter(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.json({ locale }, 202)
  })
}
