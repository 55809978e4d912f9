import { createRoute, z } from '@hono/zod-openapi'
import { showCalendar } from '#actions/show-calendar'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { daySchema } from '../campaign-input.ts'
import { InvalidInput } from '../invalid-input.ts'
import { calendarSchema, presentCalendar } from '../present-calendar.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  from: daySchema.openapi({ format: 'date', example: '2026-12-01' }),
  to: daySchema.openapi({ format: 'date', description: 'Included.', example: '2027-02-28' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/calendar',
  tags: ['Calendar'],
  summary: 'Read the calendar',
  description:
    'What returns between two days and how certain its days are, the steps of its playbook with their drafts, every other campaign, and the stretches in which letters of different occasions crowd for the same readers.',
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: { description: 'The calendar.', content: { 'application/json': { schema: calendarSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function showCalendarRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { from, to } = c.req.valid('query')
    const span = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
    const days = span.from.until(span.to).days
    const limit = limits.planningSpanDays
    if (days < 0 || days > limit) throw new InvalidInput([{ field: 'to', code: 'span-form', values: { limit } }])
    return c.json(presentCalendar(await showCalendar(world, span)), 200)
  })
}
