import { z } from 'zod'
import type { Locale } from './locale.ts'
import { plainLine } from './plain-text.ts'

/** A schema for one line of visible text in every language, none of them empty, of at most `lengthMax` characters. */
export function localisedLine(lengthMax: number) {
  const line = plainLine(lengthMax).pipe(z.string().min(1))
  return z.strictObject({ en: line, ko: line } satisfies Record<Locale, z.ZodType>)
}
