import { createRoute, z } from '@hono/zod-openapi'
import { lookUpSubscriber, type LookedUp } from '#actions/look-up-subscriber'
import { cadences } from '#domain/cadence'
import { consentKinds } from '#domain/consent'
import { limits } from '#domain/limits'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { presentSuppressions, suppressionsSchema } from '../present-suppressions.ts'
import { instantSchema, presentInstant, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ email: z.string().max(4 * limits.addressLengthMax) })

const lookedUpSchema = z
  .object({
    subscription: z
      .object({
        confirmedAt: instantSchema,
        endedAt: instantSchema.nullable(),
        locale: localeSchema,
        timeZone: z.string().nullable(),
        topics: z.array(z.string()),
        cadence: z.enum(cadences),
        pausedUntil: instantSchema.nullable(),
      })
      .nullable()
      .openapi({ description: 'Null for an address that is not on the list, and for one that was erased.' }),
    consents: z
      .array(
        z.object({
          kind: z.enum(consentKinds),
          source: z.string().openapi({ description: 'The form, page, report or import by which it came.' }),
          locale: localeSchema,
          wording: z.object({ id: z.string(), version: z.number().int() }).nullable(),
          at: instantSchema,
        }),
      )
      .openapi({ description: 'The evidence of consent, oldest first. It outlives erasure, under a keyed hash.' }),
    suppressions: suppressionsSchema.openapi({ description: 'Why nothing may be sent to this address, if so.' }),
  })
  .openapi('LookedUpSubscriber')

const route = createRoute({
  method: 'post',
  path: '/api/subscribers/look-up',
  tags: ['Subscribers'],
  summary: 'Say how one address stands to the list',
  description:
    'For a reader who asks, and for whoever has to prove a consent. Takes the exact address, in the body and never in a URL; nothing can be listed or searched. Keeps for good who asked about which address, as a keyed hash, and the reader sees that somebody did.',
  ...recentlyConfirmed('see-subscriber'),
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: bodySchema, example: { email: 'reader@readers.example' } } },
    },
  },
  responses: {
    200: { description: 'What is known.', content: { 'application/json': { schema: lookedUpSchema } } },
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

export function lookUpSubscriberRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const found = await lookUpSubscriber(world, { member: c.var.member, email: c.req.valid('json').email })
    return c.json(present(found), 200)
  })
}

function present({ subscription, consents, suppressions }: LookedUp): z.input<typeof lookedUpSchema> {
  return {
    subscription: subscription && {
      ...subscription,
      topics: [...subscription.topics],
      confirmedAt: presentInstant(subscription.confirmedAt),
      endedAt: presentOptionalInstant(subscription.endedAt),
      pausedUntil: presentOptionalInstant(subscription.pausedUntil),
    },
    consents: consents.map((consent) => ({ ...consent, at: presentInstant(consent.at) })),
    suppressions: presentSuppressions(suppressions),
  }
}
