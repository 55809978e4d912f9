import { z } from '@hono/zod-openapi'
import type { Locale } from '#domain/locale'
import { refusalCodes, type Refusal, type RefusalCode } from '#domain/refusal'
import { confirmationWays } from '#domain/second-factor'
import { describeProblem, problemStatuses, waitSeconds } from '../problem.ts'
import type { Fault } from './invalid-input.ts'
import { passwordLength } from './password.ts'
import { staffWordsIn } from './staff-words.ts'

/** Refusals of the API itself, which no action knows. */
const apiProblemStatuses = {
  'sign-in-failed': 401,
  'sign-in-expired': 401,
  'passkey-refused': 401,
  'key-invalid': 401,
  'key-not-accepted': 403,
  'step-up-required': 403,
  'second-factor-missing': 403,
  'method-not-allowed': 405,
  'media-type-unsupported': 415,
  unexpected: 500,
  unavailable: 503,
} as const

export type ApiProblemCode = keyof typeof apiProblemStatuses

/** RFC 9457 problem details, as every refused request is answered. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'A URN that names the kind of problem; it never changes.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z
      .string()
      .openapi({ description: 'What happened and what would be right, in the language of the caller.' }),
    code: z.string().openapi({ description: 'The last part of `type`.' }),
    errors: z
      .array(
        z.object({
          field: z.string().openapi({ description: 'A dotted path in the request: `contents.ko.subject`.' }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .openapi({ description: 'The fields at fault; empty where no single field is.' }),
    ways: z
      .array(z.enum(confirmationWays))
      .optional()
      .openapi({ description: 'With `step-up-required`: the second factors that this member of staff has.' }),
  })
  .openapi('Problem', {
    example: {
      type: 'urn:northlight:problem:wall-time-missing',
      title: 'This hour does not exist on that day',
      status: 422,
      detail: 'The clocks go forward then and skip it. Choose an hour earlier or later.',
      code: 'wall-time-missing',
      errors: [
        {
          field: 'time',
          code: 'wall-time-missing',
          message: 'The clocks go forward then and skip it. Choose an hour earlier or later.',
        },
      ],
    },
  })

export type ApiProblem = z.infer<typeof problemSchema>

/** What an action refused. */
export function refusalProblem(refusal: Pick<Refusal, 'code' | 'field' | 'detail'>, locale: Locale): ApiProblem {
  const { errors, ...problem } = describeProblem(refusal, locale)
  return { ...problem, errors: errors.map(({ field, message }) => ({ field, code: refusal.code, message })) }
}

/** What does not have the form that is asked for. */
export function inputProblem(faults: readonly Fault[], locale: Locale): ApiProblem {
  const problem = describeProblem({ code: 'input-invalid', field: undefined, detail: {} }, locale)
  const errors = faults.map((fault) => ({ field: fault.field, code: fault.code, message: faultMessage(fault, locale) }))
  return { ...problem, errors }
}

/** What the API refuses by itself, or cannot do. */
export function apiProblem(code: ApiProblemCode, locale: Locale): ApiProblem {
  const words = staffWordsIn(locale)
  return {
    type: `urn:northlight:problem:${code}`,
    title: words(`problem.${code}.title`),
    status: apiProblemStatuses[code],
    detail: words(`problem.${code}.detail`, { header: namedHeaders[code] }),
    code,
    errors: [],
  }
}

/** The header that the words of a problem name. */
const namedHeaders: Readonly<Record<ApiProblemCode, string>> = {
  'sign-in-failed': '',
  'sign-in-expired': '',
  'passkey-refused': '',
  'key-invalid': 'Authorization',
  'key-not-accepted': '',
  'step-up-required': '',
  'second-factor-missing': '',
  'method-not-allowed': 'Allow',
  'media-type-unsupported': 'Content-Type: application/json',
  unexpected: '',
  unavailable: '',
}

/** Says what would be right for a field. */
export function faultMessage({ code, values }: Fault, locale: Locale): string {
  if (isRefusalCode(code)) {
    return describeProblem({ code, field: undefined, detail: {} }, locale).detail
  }
  return staffWordsIn(locale)(`faults.${code}`, {
    ...passwordLength,
    expected: 'other',
    limit: 0,
    values: '',
    example: 'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14',
    ...values,
  })
}

/** Answers with a problem: `application/problem+json` (RFC 9457 §3). */
export function answerProblem(
  problem: ApiProblem & { readonly latest?: object },
  locale: Locale,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      ...(problem.status === 429 && { 'Retry-After': String(waitSeconds) }),
      ...headers,
    },
  })
}

/** The documentation of the refusals that a route can answer with, by status. */
export function refusals(...codes: readonly (RefusalCode | ApiProblemCode)[]): Record<never, never> {
  const byStatus = Map.groupBy(codes, (code) =>
    isRefusalCode(code) ? problemStatuses[code] : apiProblemStatuses[code],
  )
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status,
      {
        description: named.map((code) => `\`${code}\`: ${titleOf(code)}.`).join(' '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}

function titleOf(code: RefusalCode | ApiProblemCode): string {
  const words = isRefusalCode(code)
    ? describeProblem({ code, field: undefined, detail: {} }, 'en')
    : apiProblem(code, 'en')
  return words.title
}

function isRefusalCode(code: string): code is RefusalCode {
  return refusalCodes.some((known) => known === code)
}
