import { createRoute, z } from '@hono/zod-openapi'
import { readRevision } from '#actions/read-revision'
import { audienceRuleSchema } from '#domain/audience'
import { letterContentsSchema } from '#domain/letter'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const paramSchema = idParamSchema.extend({
  number: z.coerce
    .number()
    .int()
    .positive()
    .openapi({ param: { name: 'number', in: 'path' }, example: 7 }),
})

const revisionSchema = z
  .object({
    number: z.number().int(),
    contents: letterContentsSchema,
    audience: audienceRuleSchema,
    fallbackLocale: localeSchema.nullable(),
  })
  .openapi('CampaignRevision')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/revisions/{number}',
  tags: ['Campaigns'],
  summary: 'Read a revision of a campaign',
  description: 'What it said and to whom at that time, to compare it or to bring it back as a new revision.',
  ...signedInOrKey,
  request: { params: paramSchema },
  responses: {
    200: { description: 'The revision.', content: { 'application/json': { schema: revisionSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readRevisionRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId, number } = c.req.valid('param')
    const { contents, audience, fallbackLocale } = await readRevision(world, { campaignId, number })
    return c.json({ number, contents, audience, fallbackLocale }, 200)
  })
}
