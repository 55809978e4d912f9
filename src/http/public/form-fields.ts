import type { Context } from 'hono'
import { Refusal } from '#domain/refusal'

/** What a form sent: every value of every field, in order. */
export type FormFields = ReadonlyMap<string, readonly string[]>

/**
 * Reads a form in either encoding (`application/x-www-form-urlencoded` or `multipart/form-data`).
 * @throws Refusal `input-invalid` for another encoding, text that is not UTF-8 or holds a NUL, or a file.
 */
export async function readFormFields(c: Context): Promise<FormFields> {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') throw new Refusal('input-invalid')
  const form = await c.req.formData().catch(() => {
    throw new Refusal('input-invalid')
  })
  const fields = new Map<string, string[]>()
  for (const [name, value] of form) {
    // The decoder puts U+FFFD where bytes were not UTF-8; nobody types that sign, nor a NUL, which no database takes.
    if (typeof value !== 'string' || /[\0\ufffd]/.test(value)) throw new Refusal('input-invalid', { field: name })
    const earlier = fields.get(name)
    if (earlier) earlier.push(value)
    else fields.set(name, [value])
  }
  return fields
}

/**
 * The one value of a field; an absent field is empty, as a browser leaves out what is not ticked.
 * @throws Refusal `input-invalid` when the field comes more than once.
 */
export function oneValue(fields: FormFields, name: string): string {
  const values = fields.get(name) ?? []
  if (values.length > 1) throw new Refusal('input-invalid', { field: name })
  return values[0] ?? ''
}

/** Every value of a field that may come several times, each once. */
export function allValues(fields: FormFields, name: string): string[] {
  return [...new Set(fields.get(name))]
}
