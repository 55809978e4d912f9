import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { Refusal } from '#domain/refusal'
import { faultsOf, InvalidInput, type Fault } from './invalid-input.ts'

/**
 * Reads the JSON of a request before any schema does, and refuses U+0000 anywhere in it: no text of ours holds one, and
 * PostgreSQL cannot store one.
 * @throws Refusal `input-invalid` for what is not JSON; InvalidInput `text-not-plain`
 */
export const readJsonBody: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && (await c.req.text()) !== '') {
    const body: unknown = await c.req.json().catch(() => {
      throw new Refusal('input-invalid')
    })
    const faults = nulFaults(body)
    if (faults.length > 0) throw new InvalidInput(faults)
  }
  await next()
}

/** The body of a request to a route that has no description of its own. @throws InvalidInput naming every fault */
export async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const body = schema.safeParse((await c.req.text()) === '' ? {} : await c.req.json())
  if (!body.success) throw new InvalidInput(faultsOf(body.error.issues))
  return body.data
}

type Place = { readonly value: unknown; readonly path: string }

// A list of places still to be looked at, and no recursion: the depth of the JSON is the sender's choice.
function nulFaults(body: unknown): Fault[] {
  const faults: Fault[] = []
  const places: Place[] = [{ value: body, path: '' }]
  for (let place = places.pop(); place && faults.length < faultsMax; place = places.pop()) {
    const { value, path } = place
    if (typeof value === 'string' && value.includes('\0')) faults.push({ field: path, code: 'text-not-plain' })
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (key.includes('\0')) faults.push({ field: path, code: 'text-not-plain' })
      places.push({ value: inner, path: path.length > pathLengthMax ? path : path === '' ? key : `${path}.${key}` })
    }
  }
  return faults
}

const faultsMax = 50
/** No field of ours lies deeper; a path does not grow with what is nested for the sake of it. */
const pathLengthMax = 200
