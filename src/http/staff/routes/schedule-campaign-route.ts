import { createRoute, z } from '@hono/zod-openapi'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { scheduleSchema } from '#domain/send-time'
import { refusals } from '../api-problem.ts'
import { idParamSchema, instantSchema, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const example = { mode: 'local-time', date: '2026-07-14', time: '09:00', timeZone: 'Asia/Seoul' } as const

const answerSchema = z.object({
  firstDueAt: instantSchema.nullable().openapi({
    description: 'When the first mail is due; null while it waits for an outcome.',
  }),
  latestStartAt: instantSchema.nullable().openapi({
    description: 'After this it is held for a person rather than sent late.',
  }),
})

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/schedule',
  tags: ['Campaigns'],
  summary: 'Set the time of sending',
  description:
    'At one instant, at the same hour on every reader’s clock, or as soon as somebody records that what an occurrence was for came about. A change voids an approval. For an hour that comes twice, say which with `occurrence`.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: scheduleSchema, example } } },
  },
  responses: {
    200: { description: 'Scheduled.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-already-released',
      'campaign-finished',
      'schedule-in-past',
      'schedule-too-far',
      'wall-time-missing',
      'wall-time-ambiguous',
      'schedule-before-embargo',
      'occurrence-unknown',
      'nothing-decided',
    ),
  },
})

export function scheduleCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId } = c.req.valid('param')
    const due = await scheduleCampaign(world, { member: c.var.member, campaignId, schedule: c.req.valid('json') })
    const { firstDueAt, latestStartAt } = due
    const presented = {
      firstDueAt: presentOptionalInstant(firstDueAt),
      latestStartAt: presentOptionalInstant(latestStartAt),
    }
    return c.json(presented, 200)
  })
}
