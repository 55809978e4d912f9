import { z } from '@hono/zod-openapi'
import { letterParts } from '#domain/letter'
import { localeSchema } from '#domain/locale-schema'

/** One part of a letter in one language. */
export const translatedPartSchema = z
  .strictObject({ locale: localeSchema, part: z.enum(letterParts) })
  .openapi('TranslatedPart')
