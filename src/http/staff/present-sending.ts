import { z } from '@hono/zod-openapi'
import type { ReadProvider, ReadSending } from '#actions/read-sending'
import { providerNames } from '#domain/provider'
import { providerStandings } from '#domain/provider-health'
import { stopReasons } from '#domain/sending-stop'
import { instantSchema, presentOptionalInstant } from './presented.ts'

/** The name of a provider in a path. What is none names nothing, and is answered with `not-found`. */
export const providerParamSchema = z.object({
  name: z.enum(providerNames).openapi({ param: { name: 'name', in: 'path' }, example: 'resend' }),
})

const providerSchema = z
  .object({
    name: z.enum(providerNames),
    isConfigured: z.boolean().openapi({ description: 'False for one that was used before and is not any more.' }),
    isUsual: z.boolean().openapi({ description: 'Campaigns go by it unless somebody chose another.' }),
    standing: z.enum(providerStandings).openapi({
      description:
        '`to-be-tried`: its rest is over and one batch finds out how it does. `failing`: it fails for so long that campaigns do what their policy says.',
    }),
    stoppedAt: instantSchema.nullable(),
    stopReason: z.string().nullable().openapi({ description: '`staff`, or the code with which it refused us.' }),
    failingSince: instantSchema.nullable(),
    restsUntil: instantSchema.nullable(),
    warmUp: z
      .object({
        startsOn: z.iso.date(),
        day: z.number().int(),
        ceiling: z.number().int().openapi({ description: 'Letters that may leave today.' }),
        handedOver: z
          .number()
          .int()
          .openapi({ description: 'Mails that have left today, confirmations among them. Days are those of UTC.' }),
      })
      .nullable()
      .openapi({ description: 'Today’s part of the warm-up of a new domain; null when there is none.' }),
  })
  .openapi('Provider')

export const sendingSchema = z
  .object({
    stoppedAt: instantSchema
      .nullable()
      .openapi({ description: 'Since when nothing is sent; null while mail goes out.' }),
    stopReason: z.enum(stopReasons).nullable().openapi({
      description:
        '`staff`: a person stopped it. `downtime`: nothing could be sent for so long that somebody should look. `restored`: the database is an older copy.',
    }),
    lastSignOfLife: instantSchema.nullable().openapi({ description: 'Of any worker; null before the first.' }),
    providers: z.array(providerSchema),
  })
  .openapi('Sending')

export function presentSending({ stop, pulse, providers }: ReadSending): z.infer<typeof sendingSchema> {
  return {
    stoppedAt: presentOptionalInstant(stop?.since ?? null),
    stopReason: stop?.reason ?? null,
    lastSignOfLife: presentOptionalInstant(pulse?.beatenAt ?? null),
    providers: providers.map(presentProvider),
  }
}

function presentProvider({ stopped, warmUp, ...provider }: ReadProvider): z.infer<typeof providerSchema> {
  return {
    name: provider.name,
    isConfigured: provider.isConfigured,
    isUsual: provider.isUsual,
    standing: provider.standing,
    stoppedAt: presentOptionalInstant(stopped?.since ?? null),
    stopReason: stopped?.reason ?? null,
    failingSince: presentOptionalInstant(provider.failingSince),
    restsUntil: presentOptionalInstant(provider.restsUntil),
    warmUp: warmUp && { ...warmUp, startsOn: warmUp.startsOn.toString() },
  }
}
