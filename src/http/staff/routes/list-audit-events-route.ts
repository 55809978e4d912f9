import { createRoute, z } from '@hono/zod-openapi'
import { listAuditEvents } from '#actions/list-audit-events'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { instantSchema, personSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  actor: z.string().max(100).optional().openapi({ description: 'The id of a member of staff.' }),
  action: z.string().max(100).optional().openapi({ example: 'campaign-approved' }),
  subject: z.string().max(200).optional().openapi({ description: 'The id of what it was done to.' }),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional().openapi({ description: 'This instant itself is left out.' }),
  before: z.coerce.number().int().positive().optional().openapi({ description: 'The `next` of the page before.' }),
})

const pageSchema = z.object({
  events: z.array(
    z
      .object({
        id: z.number().int(),
        occurredAt: instantSchema,
        actor: personSchema.nullable().openapi({ description: 'Null for the system, and for the server’s console.' }),
        action: z.string(),
        subject: z.string().nullable(),
        detail: z.record(z.string(), z.union([z.string(), z.number()])),
      })
      .openapi('AuditEvent'),
  ),
  next: z.number().int().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/audit',
  tags: ['Staff'],
  summary: 'Read the record of what was done',
  description: `For administrators: newest first, ${limits.pageSizeMax} to a page. Entries are never changed or deleted, and none names a reader.`,
  ...signedIn,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page.', content: { 'application/json': { schema: pageSchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'key-not-accepted'),
  },
})

export function listAuditEventsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { actor, since, until, ...query } = c.req.valid('query')
    const filter = {
      ...query,
      actorId: actor,
      from: since === undefined ? undefined : Temporal.Instant.from(since),
      until: until === undefined ? undefined : Temporal.Instant.from(until),
    }
    const { events, next } = await listAuditEvents(world, { member: c.var.member, filter })
    const presented = events.map(({ occurredAt, detail, ...event }) => ({
      ...event,
      detail: { ...detail },
      occurredAt: presentInstant(occurredAt),
    }))
    return c.json({ events: presented, next }, 200)
  })
}
