import { createRoute, z } from '@hono/zod-openapi'
import { countAudience } from '#actions/count-audience'
import { audienceRuleSchema } from '#domain/audience'
import { refusals } from '../api-problem.ts'
import { countByLocaleSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ audience: audienceRuleSchema })

const example = { audience: { topics: ['un-watch'], exceptTopics: [], locales: ['ko'], timeZones: [] } } as const

const answerSchema = z.object({ total: z.number().int(), byLocale: countByLocaleSchema })

const route = createRoute({
  method: 'post',
  path: '/api/audience/count',
  tags: ['Subscribers'],
  summary: 'Count an audience',
  description: 'How many readers a rule reaches now, in all and by language. Never who. Changes nothing.',
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function countAudienceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => c.json(await countAudience(world, c.req.valid('json')), 200))
}
