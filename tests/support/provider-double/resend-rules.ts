import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

/** What the provider answers. */
export type Answer = {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const batchSizeMax = 100
const recipientsMax = 50
const tagLengthMax = 256

/** Refuses as the provider does, whose messages may quote what was sent. */
export function refuse(
  statusCode: number,
  name: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status: statusCode, body: JSON.stringify({ statusCode, name, message }), headers }
}

/** Who asks, and for what. See the provider's pages on errors and on authentication. */
export function checkRequest({ method, url, headers }: IncomingMessage, apiKey: string): Answer | null {
  if (!headers['user-agent']) return refuse(403, 'validation_error', 'A User-Agent header is required.')
  if (!headers.authorization) return refuse(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (headers.authorization !== `Bearer ${apiKey}`) return refuse(403, 'invalid_api_key', 'API key is invalid.')
  if (url !== '/emails/batch') return refuse(404, 'not_found', 'The requested endpoint does not exist.')
  if (method !== 'POST') return refuse(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
  const validation = headers['x-batch-validation']
  // What the permissive mode leaves out it tells in another shape of answer, which nobody here asks for.
  if (validation !== undefined && validation !== 'strict')
    return refuse(422, 'validation_error', 'The x-batch-validation header must be strict.')
  return null
}

const addressForm = /^[^<>@\s"]+@[^<>@\s"]+\.[^<>@\s".]+$/
const namedForm = /^(?:"(?:[^"\\\r\n]|\\.)*"|[^"<>\r\n]*) ?<([^<>@\s]+@[^<>@\s]+\.[^<>@\s.]+)>$/
const address = z.string().refine((text) => addressForm.test(text) || namedForm.test(text), 'address')
const line = z.string().regex(/^[^\r\n]*$/, 'line')
const tagText = z
  .string()
  .max(tagLengthMax, 'tag')
  .regex(/^[\w-]+$/, 'tag')
const addresses = z.preprocess(
  (given) => (typeof given === 'string' ? [given] : given),
  z.array(address).min(1).max(recipientsMax, 'recipients'),
)

const mailSchema = z
  .object({
    from: address,
    to: addresses,
    cc: addresses.optional(),
    bcc: addresses.optional(),
    reply_to: z.union([address, z.array(address)]).optional(),
    subject: line,
    html: z.string().optional(),
    text: z.string().optional(),
    headers: z.record(z.string().regex(/^[\x21-\x39\x3b-\x7e]+$/, 'line'), line).optional(),
    tags: z.array(z.object({ name: tagText, value: tagText })).optional(),
    attachments: z.never('attachments').optional(),
    scheduled_at: z.never('scheduled').optional(),
  })
  .refine(({ html, text }) => html !== undefined || text !== undefined, { message: 'content', path: ['html'] })

/** A mail as the provider took it. */
export type AcceptedMail = Readonly<z.infer<typeof mailSchema>> & { readonly id: string }

const refusals: Readonly<Record<string, readonly [status: number, name: string, message: string]>> = {
  recipients: [422, 'validation_error', `The number of recipients must not exceed ${recipientsMax}.`],
  line: [422, 'validation_error', 'A header must be one line.'],
  tag: [422, 'validation_error', 'Tags should only contain ASCII letters, numbers, underscores, or dashes.'],
  attachments: [422, 'validation_error', 'The attachments field is not supported in a batch.'],
  scheduled: [422, 'validation_error', 'The scheduled_at field is not supported in a batch.'],
  content: [422, 'missing_required_field', 'Missing `html` or `text` field.'],
}

/**
 * Reads a batch as the endpoint does in strict mode, in which one mail at fault refuses all.
 * @returns the mails, or the refusal
 */
export function readBatch(body: string): { readonly mails: Omit<AcceptedMail, 'id'>[] } | { readonly refusal: Answer } {
  let given: unknown
  try {
    given = JSON.parse(body)
  } catch {
    return { refusal: refuse(400, 'validation_error', 'The body is not JSON.') }
  }
  if (!Array.isArray(given) || given.length < 1 || given.length > batchSizeMax) {
    return { refusal: refuse(422, 'validation_error', `A batch holds 1 to ${batchSizeMax} mails.`) }
  }
  const parsed = z.array(mailSchema).safeParse(given)
  if (parsed.success) return { mails: parsed.data }
  const [issue] = parsed.error.issues
  return { refusal: refusalOf(issue, given[Number(issue?.path[0])]) }
}

function refusalOf(issue: z.core.$ZodIssue | undefined, mail: unknown): Answer {
  const field = String(issue?.path[1] ?? 'mail')
  const isMissing = typeof mail === 'object' && mail !== null && !(field in mail)
  if (isMissing && field !== 'html') return refuse(422, 'missing_required_field', `Missing \`${field}\` field.`)
  const named = refusals[issue?.message ?? '']
  if (named) return refuse(...named)
  if (field === 'from') return refuse(422, 'invalid_from_address', 'Invalid `from` field.')
  return refuse(422, 'validation_error', `Invalid \`${field}\` field.`)
}
