import { createRoute, z } from '@hono/zod-openapi'
import { describeReadership } from '#actions/describe-readership'
import { limits } from '#domain/limits'
import { suppressionReasons } from '#domain/suppression'
import { refusals } from '../api-problem.ts'
import { localisedTextSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const told = z.number().int().nullable()

const comings = z.object({ joined: told, left: told })

const readershipSchema = z
  .object({
    months: z.array(
      z.object({
        month: z.string().openapi({ description: 'On the clocks of the organisation.', example: '2026-07' }),
        byLocale: z.object({ en: comings, ko: comings }),
      }),
    ),
    topics: z
      .array(z.object({ id: z.string(), name: localisedTextSchema, readers: told }))
      .openapi({ description: 'A reader may count at several.' }),
    suppressions: z
      .array(z.object({ reason: z.enum(suppressionReasons), addresses: told }))
      .openapi({ description: 'Addresses that nothing may be sent to, by each reason in force.' }),
  })
  .openapi('Readership')

const route = createRoute({
  method: 'get',
  path: '/api/subscribers/readership',
  tags: ['Subscribers'],
  summary: 'See how the list grows and shrinks',
  description: `By month and language over ${limits.readershipMonths} months, with who chose which topic and why addresses are written to no more. A count between 1 and ${limits.readersToldMin - 1} is null, so that no number points at somebody.`,
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
