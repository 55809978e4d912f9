import { createRoute, z } from '@hono/zod-openapi'
import { describeReadership } from '#actions/describe-readership'
import { limits } from '#domain/limits'
import { suppressionReasons } from '#domain/suppression'
import { refusals } from '../api-problem.ts'
import { localisedTextSchema, toldSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const comings = z.object({ joined: toldSchema, left: toldSchema })

const readershipSchema = z
  .object({
    months: z.array(
      z.object({
        month: z.string().openapi({ description: 'On the clocks of the organisation.', example: '2026-07' }),
        byLocale: z.object({ en: comings, ko: comings }),
        byTopic: z.record(z.string(), comings).openapi({
          description: 'By the id of each topic on offer. A reader counts at each of theirs; once erased at none.',
        }),
      }),
    ),
    topics: z
      .array(z.object({ id: z.string(), name: localisedTextSchema, readers: toldSchema }))
      .openapi({ description: 'A reader may count at several.' }),
    suppressions: z
      .array(z.object({ reason: z.enum(suppressionReasons), addresses: toldSchema }))
      .openapi({ description: 'Addresses that nothing may be sent to, by each reason in force.' }),
  })
  .openapi('Readership')

const route = createRoute({
  method: 'get',
  path: '/api/subscribers/readership',
  tags: ['Subscribers'],
  summary: 'See how the list grows and shrinks',
  description: `By month, language and topic over ${limits.readershipMonths} months, with who chose which topic and why addresses are written to no more. Counts are told in tens and few are not counted out, so that no number points at somebody.`,
  ...signedIn,
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: readershipSchema } } },
    ...refusals('sign-in-required', 'key-not-accepted'),
  },
})

export function describeReadershipRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { months, topics, suppressions } = await describeReadership(world)
    return c.json({ months: [...months], topics: [...topics], suppressions: [...suppressions] }, 200)
  })
}
