import { createRoute } from '@hono/zod-openapi'
import { resumeSending } from '#actions/resume-sending'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/sending/resume',
  tags: ['Sending'],
  summary: 'Resume sending',
  description: 'Lets go of the stop. Campaigns that were paused or held stay so. No body.',
  ...recentlyConfirmed('control-sending'),
  responses: {
    204: { description: 'Campaigns go on.' },
    ...refusals('sign-in-required', 'role-missing', 'step-up-required', 'second-factor-missing', 'key-not-accepted'),
  },
})

export function resumeSendingRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await resumeSending(world, { member: c.var.member })
    return c.body(null, 204)
  })
}
