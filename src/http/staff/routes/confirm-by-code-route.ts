import { createRoute } from '@hono/zod-openapi'
import { noteSecondFactor } from '#actions/note-second-factor'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { codeSchema, wrongCode } from '../pass-on.ts'
import { requireWay } from '../confirmed.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/step-up/totp',
  tags: ['Staff'],
  summary: 'Confirm by a code of your authenticator app',
  description: `What is grave is open for ${limits.confirmationMinutes} minutes after it. A code counts once.`,
  ...signedIn,
  request: {
    body: { required: true, content: { 'application/json': { schema: codeSchema, example: { code: '123456' } } } },
  },
  responses: {
    204: { description: 'Confirmed, for this session.' },
    ...refusals('input-invalid', 'sign-in-required', 'second-factor-missing', 'key-not-accepted', 'rate-limited'),
  },
})

export function confirmByCodeRoute({ world, auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const session = await requireWay(c, 'totp')
    const { code } = c.req.valid('json')
    if (!(await auth.isCode(c.req.raw.headers, 'totp', code))) throw wrongCode()
    await noteSecondFactor(world, { sessionId: session.id })
    return c.body(null, 204)
  })
}
