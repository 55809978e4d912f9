import { createRoute } from '@hono/zod-openapi'
import { noteSecondFactor } from '#actions/note-second-factor'
import { refusals } from '../api-problem.ts'
import { ApiRefusal } from '../api-refusal.ts'
import { requireWay } from '../confirmed.ts'
import { passkeyAnswerSchema, passOn } from '../pass-on.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/step-up/passkey',
  tags: ['Staff'],
  summary: 'Confirm by a passkey',
  description:
    'Ask `POST /api/auth/passkey/generate-authenticate-options` for the challenge, and send what `navigator.credentials.get()` gave as JSON. The session stays the one that it was.',
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: passkeyAnswerSchema } } } },
  responses: {
    204: { description: 'Confirmed, for this session.' },
    ...refusals('input-invalid', 'sign-in-required', 'passkey-refused', 'second-factor-missing', 'key-not-accepted'),
  },
})

export function confirmByPasskeyRoute({ world, auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const session = await requireWay(c, 'passkey')
    const path = '/api/auth/passkey/verify-authentication'
    const holder = await auth.findPasskeyHolder(passOn(c, { path, body: c.req.valid('json') }))
    if (holder !== c.var.member.id) throw new ApiRefusal('passkey-refused')
    await noteSecondFactor(world, { sessionId: session.id })
    return c.body(null, 204)
  })
}
