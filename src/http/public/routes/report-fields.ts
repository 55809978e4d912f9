import type { Context } from 'hono'
import { Refusal } from '#domain/refusal'
import type { FormFields } from '../form-fields.ts'

/** What a report brings: its plain fields, and the file where one was chosen. */
export type ReportFields = { readonly fields: FormFields; readonly file: Uint8Array<ArrayBuffer> | null }

/**
 * Reads a form that may bring one file (`multipart/form-data`). What is pasted may hold any character, since it was made
 * by somebody else’s program.
 * @throws Refusal `input-invalid` for another encoding, or for several files
 */
export async function readReportFields(c: Context): Promise<ReportFields> {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'multipart/form-data') throw new Refusal('input-invalid')
  const form = await c.req.formData().catch(() => {
    throw new Refusal('input-invalid')
  })
  const fields = new Map<string, string[]>()
  const files: File[] = []
  for (const [name, value] of form) {
    // A browser sends an empty file where none was chosen.
    if (typeof value !== 'string') {
      if (value.size > 0) files.push(value)
      continue
    }
    const earlier = fields.get(name)
    if (earlier) earlier.push(value)
    else fields.set(name, [value])
  }
  const [file, ...others] = files
  if (others.length > 0) throw new Refusal('input-invalid', { field: 'file' })
  return { fields, file: file ? new Uint8Array(await file.arrayBuffer()) : null }
}
