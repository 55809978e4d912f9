import { z } from 'zod'
import type { StaffPerson } from './cast.ts'
import { DemoFailure } from './demo-failure.ts'
import type { Stage } from './stage.ts'
import { nameOf, openWebClient, type Answer } from './web-client.ts'

/** A member of staff who is signed in, at the API. */
export type StaffDesk = {
  /** @throws DemoFailure with the API's own words when it refuses */
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>>
  /** @throws DemoFailure as above */
  send<Schema extends z.ZodType>(request: StaffRequest, schema: Schema): Promise<z.output<Schema>>
  /** Sends what must be refused, and returns the refusal. @throws DemoFailure when it is not refused */
  refused(request: StaffRequest): Promise<Problem>
}

export type StaffRequest = { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body?: object }

/** The answer has no content. */
export const nothing = z.literal('')

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string() })),
})

export type Problem = z.infer<typeof problemSchema>

/** Opens the API for somebody who is not signed in yet. */
export function openStaffDesk({ publicUrl, signal }: Stage, person: StaffPerson): StaffDesk {
  const client = openWebClient(publicUrl, { language: person.locale, origin: publicUrl, signal })
  const exchange = ({ method, path, body = {} }: StaffRequest): Promise<Answer> =>
    client.send(method, path, { type: 'application/json', body: JSON.stringify(body) })
  const name = (method: string, path: string): string => `${method} ${nameOf(new URL(path, publicUrl))}`

  return {
    get: async (path, schema) => read(await client.get(path), schema, name('GET', path)),
    send: async (request, schema) => read(await exchange(request), schema, name(request.method, request.path)),
    async refused(request) {
      const problem = problemOf(await exchange(request))
      if (problem === null) throw new DemoFailure(`${name(request.method, request.path)} was not refused.`)
      return problem
    },
  }
}

function read<Schema extends z.ZodType>(answer: Answer, schema: Schema, name: string): z.output<Schema> {
  const problem = problemOf(answer)
  if (problem !== null) {
    const fields = problem.errors.map(({ field, code }) => `${field}: ${code}`)
    const words = [`${problem.title}.`, problem.detail, ...fields].join(' ')
    throw new DemoFailure(`${name} was refused (${problem.status} ${problem.code}). ${words}`)
  }
  const parsed = schema.safeParse(answer.text === '' ? '' : parseJson(answer.text))
  if (answer.status < 300 && parsed.success) return parsed.data
  throw new DemoFailure(`${name} was answered with ${answer.status} and something that was not expected.`)
}

function problemOf({ status, text, headers }: Answer): Problem | null {
  if (status < 400 || headers.get('Content-Type') !== 'application/problem+json') return null
  return problemSchema.safeParse(parseJson(text)).data ?? null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
