import { createRoute, z } from '@hono/zod-openapi'
import { describeOutcome } from '#actions/describe-outcome'
import { locales } from '#domain/locale'
import { refusals } from '../api-problem.ts'
import { idParamSchema, instantSchema, presentInstant, toldSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const outcomeSchema = z
  .object({
    languages: z.array(
      z.object({
        locale: z.enum(locales),
        frozen: toldSchema,
        dropped: toldSchema,
        failed: toldSchema,
        uncertain: toldSchema,
        delivered: toldSchema,
        bounced: toldSchema,
        complained: toldSchema,
        left: toldSchema,
      }),
    ),
    stretchMinutes: z.number().int(),
    overTime: z
      .array(z.object({ from: instantSchema, accepted: toldSchema, delivered: toldSchema }))
      .openapi({ description: 'Added up from the release, by the end of each stretch.' }),
  })
  .openapi('CampaignOutcome')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/outcome',
  tags: ['Campaigns'],
  summary: 'How a campaign went, by language and over time',
  description: 'Counts of readers, told in tens; few are not counted out. Readers who were erased since are in none.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: outcomeSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function describeOutcomeRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { languages, stretchMinutes, overTime } = await describeOutcome(world, {
      campaignId: c.req.valid('param').id,
    })
    const presented = overTime.map(({ from, ...counts }) => ({ from: presentInstant(from), ...counts }))
    return c.json({ languages: [...languages], stretchMinutes, overTime: presented }, 200)
  })
}
