import { createRoute, z } from '@hono/zod-openapi'
import { setEmbargo } from '#actions/set-embargo'
import { embargoSchema } from '#domain/embargo'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  embargo: embargoSchema.nullable().openapi({ description: 'A wall time in a zone; null lifts the embargo.' }),
})

const example = { embargo: { date: '2026-11-19', time: '12:00', timeZone: 'America/New_York' } }

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/embargo',
  tags: ['Campaigns'],
  summary: 'Set an embargo',
  description:
    'Before it ends no mail leaves, and no page, list or feed knows the letter. Where clocks skip the hour or show it twice, the later reading holds. A change voids an approval.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    204: { description: 'Kept to from now on.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-already-released',
      'campaign-finished',
      'embargo-in-past',
    ),
  },
})

export function setEmbargoRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { embargo } = c.req.valid('json')
    await setEmbargo(world, { member: c.var.member, campaignId: c.req.valid('param').id, embargo })
    return c.body(null, 204)
  })
}
