import { createRoute, z } from '@hono/zod-openapi'
import { countAudience } from '#actions/count-audience'
import { audienceRuleSchema } from '#domain/audience'
import { wishReasons } from '#domain/reading-wish'
import { refusals } from '../api-problem.ts'
import { countByLocaleSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  audience: audienceRuleSchema,
  campaignId: z
    .uuid()
    .optional()
    .openapi({ description: 'The letter that is meant; without, a letter about no day of the calendar.' }),
})

const example = { audience: { topics: ['un-watch'], exceptTopics: [], locales: ['ko'], timeZones: [] } } as const

const answerSchema = z.object({
  total: z.number().int(),
  byLocale: countByLocaleSchema,
  heldBack: z.partialRecord(z.enum(wishReasons), z.number().int()).openapi({
    description:
      'Readers whom the rule names and who would not get the letter now, because they paused (`paused`), asked for quiet around a holiday (`quiet-days`), read a monthly digest (`digest`), or chose the days whose letters they want (`other-days`).',
  }),
  byTimeZone: z
    .array(z.object({ timeZone: z.string().nullable(), count: z.number().int() }))
    .openapi({ description: 'The most first; null for readers who gave no zone.' }),
  suppressed: z
    .number()
    .int()
    .openapi({ description: 'Named by the rule, and not mailed: their address is suppressed.' }),
})

const route = createRoute({
  method: 'post',
  path: '/api/audience/count',
  tags: ['Subscribers'],
  summary: 'Count an audience',
  description:
    'How many readers a letter would reach if it left now, in all and by language, and how many their own wishes would keep it from. Never who. Changes nothing.',
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'not-found'),
  },
})

export function countAudienceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { byTimeZone, ...counts } = await countAudience(world, c.req.valid('json'))
    return c.json({ ...counts, byTimeZone: [...byTimeZone] }, 200)
  })
}
