import { createRoute, z } from '@hono/zod-openapi'
import { importSubscribers } from '#actions/import-subscribers'
import { limits } from '#domain/limits'
import { localeSchema } from '#domain/locale-schema'
import { plainLine } from '#domain/plain-text'
import { timeZoneSchema } from '#domain/time-zone'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const rowSchema = z.strictObject({
  email: z.string().max(1_000),
  locale: localeSchema,
  timeZone: timeZoneSchema.nullable().default(null),
  topics: z.array(z.string().max(60)).max(50),
  consentedAt: z
    .string()
    .refine(isInstant)
    .openapi({ format: 'date-time', description: 'When this person agreed to be written to.' }),
})

const bodySchema = z.strictObject({
  source: plainLine(200)
    .refine((source) => source.trim() !== '')
    .openapi({ description: 'Where and how they agreed, in words; kept with every row as evidence.' }),
  rows: z.array(rowSchema).min(1).max(limits.importRowsMax),
  trial: z.boolean().optional().openapi({
    description: 'Says what would become of the rows, and takes nobody over. The record says that it was made.',
  }),
})

const example = {
  source: 'Sign-up sheet of the spring concert, 2 May 2026',
  rows: [
    {
      email: 'reader@readers.example',
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      topics: ['un-watch'],
      consentedAt: '2026-05-02T10:00:00Z',
    },
  ],
} satisfies z.input<typeof bodySchema>

const count = z.number().int()

const resultSchema = z
  .object({
    imported: count,
    known: count.openapi({ description: 'Already on the list, and left as they are.' }),
    suppressed: count.openapi({
      description:
        'Left, asked to be erased, blocked, bounced or complained before. Nobody is brought back; only they can subscribe again.',
    }),
    refused: z
      .array(z.object({ row: count, code: z.string() }))
      .openapi({ description: 'Rows that could not be used, by their place in the request, and why.' }),
  })
  .openapi('ImportResult')

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/import',
  tags: ['Subscribers'],
  summary: 'Import subscribers',
  description: `For administrators: takes over people who agreed elsewhere, up to ${limits.importRowsMax} at once. Importing the same rows again changes nothing. No answer holds an address.`,
  ...recentlyConfirmed('import-subscribers'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'What became of the rows.', content: { 'application/json': { schema: resultSchema } } },
    ...refusals(
      'input-invalid',
      'body-too-large',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
    ),
  },
})

export function importSubscribersRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { source, rows, trial = false } = c.req.valid('json')
    const result = await importSubscribers(world, {
      member: c.var.member,
      source,
      isTrial: trial,
      rows: rows.map((row) => ({ ...row, consentedAt: Temporal.Instant.from(row.consentedAt) })),
    })
    return c.json({ ...result, refused: [...result.refused] }, 200)
  })
}

/** Whether a text is an instant of our own time, such as `2026-05-02T10:00:00Z`. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-/.test(text)) return false
  try {
    return Temporal.Instant.from(text).epochMilliseconds >= 0
  } catch {
    return false
  }
}
