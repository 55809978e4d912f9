import { parseArgs } from 'node:util'
import { z } from 'zod'

/** An option without a value: there or not. */
export const flag = z.boolean().default(false)

/**
 * Reads `--name value` for every name that a schema knows, as the schema has it; null when anything is amiss, which the
 * program then answers with its usage.
 */
export function readOptions<Shape extends z.ZodRawShape>(
  args: readonly string[],
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> | null {
  const known = Object.entries<unknown>(schema.shape).map(
    ([name, option]) => [name, { type: option === flag ? 'boolean' : 'string' }] as const,
  )
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(known) })
    return schema.safeParse(values).data ?? null
  } catch {
    return null
  }
}
