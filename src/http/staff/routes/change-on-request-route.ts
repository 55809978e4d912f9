import { createRoute, z } from '@hono/zod-openapi'
import { changeOnRequest } from '#actions/change-on-request'
import { limits } from '#domain/limits'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  email: z.string().max(4 * limits.addressLengthMax),
  locale: localeSchema,
  topics: z.array(z.string().max(60)).max(50),
})

const changedSchema = z
  .object({ changed: z.boolean().openapi({ description: 'False for an address that is not on the list.' }) })
  .openapi('ChangedSubscriber')

const example = { email: 'reader@readers.example', locale: 'ko', topics: ['un-watch'] }

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/change',
  tags: ['Subscribers'],
  summary: 'Change a reader’s language and topics on request',
  description:
    'For administrators, where a reader asks and cannot use their own page. Keeps for good who did it, with a keyed hash of the address, and the reader sees that somebody did. The address goes in the body, never in a URL.',
  ...recentlyConfirmed('change-subscriber'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    200: { description: 'Whether it was changed.', content: { 'application/json': { schema: changedSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'address-malformed',
      'address-not-supported',
      'topics-missing',
      'topic-unknown',
    ),
  },
})

export function changeOnRequestRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { isChanged } = await changeOnRequest(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ changed: isChanged }, 200)
  })
}
