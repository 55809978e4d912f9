import { z } from 'zod'
import { locales, type Localised } from './locale.ts'

/** One of our languages. Apart from their list, which the console's first screen needs without any schema. */
export const localeSchema = z.enum(locales)

/** A text in every language. */
export const localisedSchema = z.object({ en: z.string(), ko: z.string() }) satisfies z.ZodType<Localised>
