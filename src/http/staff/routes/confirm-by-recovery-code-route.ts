import { createRoute } from '@hono/zod-openapi'
import { noteSecondFactor } from '#actions/note-second-factor'
import { recordAccountChange } from '#actions/record-account-change'
import { refusals } from '../api-problem.ts'
import { codeSchema, wrongCode } from '../pass-on.ts'
import { requireWay } from '../confirmed.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/step-up/recovery',
  tags: ['Staff'],
  summary: 'Confirm by a recovery code',
  description: `For whoever has lost the authenticator app. Each code works once and is used up by this.`,
  ...signedIn,
  request: {
    body: { required: true, content: { 'application/json': { schema: codeSchema, example: { code: 'Xk3vQ-9pLmR' } } } },
  },
  responses: {
    204: { description: 'Confirmed, for this session.' },
    ...refusals('input-invalid', 'sign-in-required', 'second-factor-missing', 'key-not-accepted', 'rate-limited'),
  },
})

export function confirmByRecoveryCodeRoute({ world, auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const session = await requireWay(c, 'recovery')
    const { code } = c.req.valid('json')
    if (!(await auth.isCode(c.req.raw.headers, 'recovery', code))) throw wrongCode()
    await noteSecondFactor(world, { sessionId: session.id })
    await recordAccountChange(world, { member: c.var.member, action: 'recovery-code-used', way: 'recovery' })
    return c.body(null, 204)
  })
}
