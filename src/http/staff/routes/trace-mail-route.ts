import { createRoute, z } from '@hono/zod-openapi'
import { traceMail, type MailTrace } from '#actions/trace-mail'
import { letterStandings, storyKinds } from '#domain/delivery-story'
import { limits } from '#domain/limits'
import { providerNames } from '#domain/provider'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { presentSuppressions, suppressionsSchema } from '../present-suppressions.ts'
import { instantSchema, presentInstant, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ email: z.string().max(4 * limits.addressLengthMax) })

const letterSchema = z
  .object({
    campaignId: z.uuid(),
    name: z.string(),
    slug: z.string(),
    standing: z.enum(letterStandings).openapi({ description: 'How it stands: the last word about it.' }),
    story: z
      .array(
        z.object({
          kind: z.enum(storyKinds),
          at: instantSchema,
          reason: z.string().nullable().openapi({
            description: 'Why it was dropped, the code of the failure, or `hard` or `soft` for a bounce.',
          }),
        }),
      )
      .openapi({ description: 'What happened to it, in order.' }),
    provider: z.enum(providerNames).nullable(),
    providerId: z.string().nullable().openapi({ description: 'The provider’s own id of the message.' }),
    reference: z.string().nullable().openapi({
      description: 'What stands before the @ of its Message-ID, and in its tag `d` at Resend.',
    }),
  })
  .openapi('TracedLetter')

const traceSchema = z
  .object({
    subscription: z
      .object({ confirmedAt: instantSchema, endedAt: instantSchema.nullable() })
      .nullable()
      .openapi({ description: 'The consent to be written to; null for an address that is not on the list.' }),
    requestedAt: instantSchema.nullable().openapi({ description: 'Asked for by form, and not confirmed yet.' }),
    suppressions: suppressionsSchema.openapi({ description: 'Why nothing may be sent to this address, if so.' }),
    letters: z.array(letterSchema).openapi({ description: 'Newest first, at most a hundred.' }),
  })
  .openapi('MailTrace')

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/trace',
  tags: ['Subscribers'],
  summary: 'Say what became of one reader’s mail',
  description:
    'For a reader who asks. Tells nothing about them but this, and keeps for good who asked about which address, as a keyed hash. The address goes in the body, never in a URL. An address that is not on the list is answered with `subscription: null`.',
  ...recentlyConfirmed('see-subscriber'),
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: bodySchema, example: { email: 'reader@readers.example' } } },
    },
  },
  responses: {
    200: { description: 'What is known.', content: { 'application/json': { schema: traceSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'address-malformed',
      'address-not-supported',
    ),
  },
})

export function traceMailRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const trace = await traceMail(world, { member: c.var.member, email: c.req.valid('json').email })
    return c.json(presentTrace(trace), 200)
  })
}

function presentTrace({ subscription, requestedAt, suppressions, letters }: MailTrace): z.input<typeof traceSchema> {
  return {
    subscription: subscription && {
      confirmedAt: presentInstant(subscription.confirmedAt),
      endedAt: presentOptionalInstant(subscription.endedAt),
    },
    requestedAt: presentOptionalInstant(requestedAt),
    suppressions: presentSuppressions(suppressions),
    letters: letters.map(({ story, ...letter }) => ({
      ...letter,
      story: story.map(({ kind, at, reason }) => ({ kind, at: presentInstant(at), reason })),
    })),
  }
}
