import { createRoute, z } from '@hono/zod-openapi'
import { countAudience, type AudienceCount } from '#actions/count-audience'
import { audienceRuleSchema } from '#domain/audience'
import { locales } from '#domain/locale'
import { wishReasons } from '#domain/reading-wish'
import { tellCount, tellCounts } from '#domain/small-counts'
import { refusals } from '../api-problem.ts'
import { toldSchema } from '../presented.ts'
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
  total: toldSchema,
  byLocale: z.partialRecord(z.enum(locales), toldSchema),
  heldBack: z.partialRecord(z.enum(wishReasons), toldSchema).openapi({
    description:
      'Readers whom the rule names and who would not get the letter now, because they paused (`paused`), asked for quiet around a holiday (`quiet-days`), read a monthly digest (`digest`), or chose the days whose letters they want (`other-days`).',
  }),
  byTimeZone: z
    .array(z.object({ timeZone: z.string().nullable(), count: toldSchema }))
    .openapi({ description: 'The most first, then by name; null for readers who gave no zone.' }),
  suppressed: toldSchema,
})

const route = createRoute({
  method: 'post',
  path: '/api/audience/count',
  tags: ['Subscribers'],
  summary: 'Count an audience',
  description:
    'How many readers a letter would reach if it left now, in all, by language and by zone, how many their own wishes would keep it from, and how many the rule names whose address is suppressed. Never who, and never so that two questions could tell of one reader: counts are told in tens, and few are not counted out. Changes nothing.',
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'not-found'),
  },
})

export function countAudienceRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    return c.json(presentAudience(await countAudience(world, c.req.valid('json'))), 200)
  })
}

function presentAudience({ total, byLocale, heldBack, byTimeZone, suppressed }: AudienceCount) {
  const zones = byTimeZone.map(({ timeZone, count }) => ({ timeZone, count: tellCount(count) }))
  return {
    total: tellCount(total),
    byLocale: tellCounts(byLocale),
    heldBack: tellCounts(heldBack),
    // Their exact order would tell more of them than their counts do.
    byTimeZone: zones.toSorted(
      (one, other) =>
        (other.count ?? 0) - (one.count ?? 0) || (one.timeZone ?? '').localeCompare(other.timeZone ?? '', 'en'),
    ),
    suppressed: tellCount(suppressed),
  }
}
