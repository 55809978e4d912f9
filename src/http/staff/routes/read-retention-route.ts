import { createRoute, z } from '@hono/zod-openapi'
import { describeRetention, keptKinds, type RetentionOutlook } from '#actions/describe-retention'
import { retentionSchema } from '#domain/retention'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const outlookSchema = z
  .object({
    retention: retentionSchema,
    kept: z.array(
      z.object({
        kind: z.enum(keptKinds),
        due: z.number().int().openapi({ description: 'How many would be erased now.' }),
        nextAt: instantSchema.nullable().openapi({ description: 'When there is something to erase next.' }),
      }),
    ),
    unfinishedErasures: z.number().int().openapi({
      description: 'Readers who are erased but for which letters were theirs: one of these is on its way.',
    }),
  })
  .openapi('RetentionOutlook')

const route = createRoute({
  method: 'get',
  path: '/api/retention',
  tags: ['Subscribers'],
  summary: 'Say what would be erased now, and when next',
  description:
    'A dry run: it erases nothing and names nobody. What is due is erased every hour by itself. How long things are kept is part of the organisation.',
  ...signedIn,
  responses: {
    200: {
      description: 'What is due and what comes next.',
      content: { 'application/json': { schema: outlookSchema } },
    },
    ...refusals('sign-in-required'),
  },
})

export function readRetentionRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => c.json(present(await describeRetention(world)), 200))
}

function present({ retention, kept, unfinishedErasures }: RetentionOutlook): z.input<typeof outlookSchema> {
  return {
    retention,
    kept: keptKinds.map((kind) => ({ kind, due: kept[kind].due, nextAt: presentOptionalInstant(kept[kind].next) })),
    unfinishedErasures,
  }
}
