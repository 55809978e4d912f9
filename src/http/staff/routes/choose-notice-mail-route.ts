import { createRoute, z } from '@hono/zod-openapi'
import { chooseNoticeMail } from '#actions/choose-notice-mail'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ byMail: z.boolean() })

const route = createRoute({
  method: 'put',
  path: '/api/me/notices',
  tags: ['Staff'],
  summary: 'Get notices by mail, or not',
  description: 'Your own choice alone. Notices stand in the list in any case.',
  ...signedIn,
  request: {
    body: { required: true, content: { 'application/json': { schema: bodySchema, example: { byMail: false } } } },
  },
  responses: {
    204: { description: 'Kept to from the next mail on.' },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function chooseNoticeMailRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await chooseNoticeMail(world, { member: c.var.member, ...c.req.valid('json') })
    return c.body(null, 204)
  })
}
