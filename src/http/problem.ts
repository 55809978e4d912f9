import { limits, rateLimits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { Refusal, RefusalCode } from '#domain/refusal'
import { wordsIn } from './words.ts'

/** The HTTP status of every refusal. */
export const problemStatuses = {
  'address-malformed': 422,
  'address-not-supported': 422,
  'address-repeated': 422,
  'locale-unknown': 422,
  'topic-unknown': 422,
  'topics-missing': 422,
  'time-zone-unknown': 422,
  'text-not-plain': 422,
  'consent-in-future': 422,
  'reason-missing': 422,
  'reason-names-address': 422,
  'input-invalid': 400,
  'body-too-large': 413,
  'link-invalid': 404,
  'link-expired': 410,
  'form-expired': 422,
  'form-too-fast': 422,
  'proof-of-work-failed': 422,
  'rate-limited': 429,
  'sign-in-required': 401,
  'role-missing': 403,
  'origin-refused': 403,
  'invitation-invalid': 404,
  'organisation-incomplete': 409,
  'sender-domain-not-signed': 422,
  'not-found': 404,
  'campaign-name-taken': 409,
  'campaign-not-submitted': 409,
  'campaign-already-released': 409,
  'campaign-not-released': 409,
  'campaign-finished': 409,
  'campaign-paused': 409,
  'campaign-not-paused': 409,
  'revision-missing': 409,
  'revision-outdated': 409,
  'language-missing': 422,
  'fact-unknown': 422,
  'fact-unacknowledged': 409,
  'link-not-https': 422,
  'letter-too-large': 422,
  'audience-empty': 409,
  'approval-by-author': 403,
  'approval-outdated': 409,
  'already-approved': 409,
  'schedule-missing': 422,
  'schedule-in-past': 422,
  'schedule-too-far': 422,
  'wall-time-missing': 422,
  'wall-time-ambiguous': 422,
  'provider-unknown': 422,
  'provider-stopped': 409,
} as const satisfies Record<RefusalCode, number>

export type ProblemStatus = (typeof problemStatuses)[RefusalCode]

/** RFC 9457 problem details of a refusal, in the caller's language. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: ProblemStatus
  readonly detail: string
  readonly code: RefusalCode
  /** The fields at fault, each with what would be right; empty where no single field is. */
  readonly errors: readonly { readonly field: string; readonly message: string }[]
}

/** The problem details of a refusal. */
export function describeProblem(
  { code, field, detail }: Pick<Refusal, 'code' | 'field' | 'detail'>,
  locale: Locale,
): Problem {
  const { problem } = wordsIn(locale)
  const values = { ...figures, language: 'other', domain: 'DKIM_DOMAIN', ...detail }
  const message = problem(`${code}.detail`, values)
  return {
    type: `urn:northlight:problem:${code}`,
    title: problem(`${code}.title`, values),
    status: problemStatuses[code],
    detail: message,
    code,
    errors: field === undefined ? [] : [{ field, message }],
  }
}

/** How long a refused network is asked to wait: the window of the tightest public budget. */
export const waitSeconds = rateLimits['subscribe-per-network'].seconds

// The figures that messages name come from the limits themselves, so that a message can never be out of date. From the
// refusal come only `language` (of `language-missing`: the locale without a text) and `domain` (of
// `sender-domain-not-signed`: the one that is signed for); the messages read well without them.
const figures = {
  formKilobytes: limits.formBodyBytesMax / 1024,
  apiKilobytes: limits.apiBodyBytesMax / 1024,
  letterKilobytes: limits.letterBytesMax / 1024,
  scheduleDays: limits.scheduleDaysMax,
  minutes: waitSeconds / 60,
} as const
