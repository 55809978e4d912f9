import { createRoute, z } from '@hono/zod-openapi'
import { runPlanning } from '#actions/run-planning'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const reportSchema = z
  .object({
    created: z.number().int().openapi({ description: 'Drafts that were made.' }),
    moved: z.number().int().openapi({ description: 'Drafts that followed their day.' }),
    voided: z.number().int().openapi({ description: 'Drafts that are void: what they are for does not take place.' }),
    told: z.number().int().openapi({ description: 'Other notices to staff.' }),
  })
  .openapi('PlanningReport')

const route = createRoute({
  method: 'post',
  path: '/api/planning',
  tags: ['Calendar'],
  summary: 'Plan now',
  description:
    'Makes, moves and voids drafts as the calendar asks for today, and tells staff, as the worker does every hour. Repeated, it does nothing. Nothing is sent to readers.',
  ...signedInOrKey,
  responses: {
    200: { description: 'What it did.', content: { 'application/json': { schema: reportSchema } } },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing'),
  },
})

export function runPlanningRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    return c.json(await runPlanning(world, { member: c.var.member }), 200)
  })
}
