import { createRoute, z } from '@hono/zod-openapi'
import { describeOutcome } from '#actions/describe-outcome'
import { locales } from '#domain/locale'
import { smallestCount } from '#domain/small-counts'
import { refusals } from '../api-problem.ts'
import { idParamSchema, instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const told = z.number().int().nullable()

const outcomeSchema = z
  .object({
    languages: z.array(
      z.object({
        locale: z.enum(locales),
        frozen: told,
        dropped: told,
        failed: told,
        uncertain: told,
        delivered: told,
        bounced: told,
        complained: told,
        left: told,
      }),
    ),
    stretchMinutes: z.number().int(),
    overTime: z
      .array(z.object({ from: instantSchema, accepted: told, delivered: told }))
      .openapi({ description: 'Added up from the release, by the end of each stretch.' }),
  })
  .openapi('CampaignOutcome')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/outcome',
  tags: ['Campaigns'],
  summary: 'How a campaign went, by language and over time',
  description: `Counts of readers. One below ${smallestCount} that is not zero is null, since it could point at somebody. Readers who were erased since are in none.`,
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
