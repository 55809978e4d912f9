import { createRoute, z } from '@hono/zod-openapi'
import { planWarmUp } from '#actions/plan-warm-up'
import { refusals } from '../api-problem.ts'
import { providerParamSchema } from '../present-sending.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const warmUpSchema = z
  .strictObject({
    startsOn: z.iso.date().nullable().openapi({
      description: 'The first day, in UTC, on which the domain is used there; null for a domain that is known.',
    }),
  })
  .openapi('WarmUp', { example: { startsOn: '2026-07-01' } })

const route = createRoute({
  method: 'put',
  path: '/api/sending/providers/{name}/warm-up',
  tags: ['Sending'],
  summary: 'Warm up a new domain',
  description:
    'Limits how many letters leave by the provider each day: 150 on the first, 2,000 on the seventh, without a limit after four weeks. What a day may not carry waits for the next. Confirmations always leave, and count into the day.',
  ...signedIn,
  request: {
    params: providerParamSchema,
    body: { required: true, content: { 'application/json': { schema: warmUpSchema } } },
  },
  responses: {
    204: { description: 'Kept to from the next batch on.' },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'not-found', 'provider-unknown'),
  },
})

export function planWarmUpRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { startsOn } = c.req.valid('json')
    await planWarmUp(world, {
      member: c.var.member,
      provider: c.req.valid('param').name,
      startsOn: startsOn === null ? null : Temporal.PlainDate.from(startsOn),
    })
    return c.body(null, 204)
  })
}
