import { checkRules } from '#domain/finding'
import { limits, rateLimits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { Refusal, RefusalCode } from '#domain/refusal'
import { staffWordsIn } from './staff/staff-words.ts'
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
  'days-missing': 422,
  'pause-implausible': 422,
  'name-too-long': 422,
  'address-unchanged': 422,
  'consent-in-future': 422,
  'reason-missing': 422,
  'reason-names-address': 422,
  'input-invalid': 400,
  'body-too-large': 413,
  'message-missing': 422,
  'report-too-large': 413,
  'link-invalid': 404,
  'link-expired': 410,
  'form-expired': 422,
  'form-too-fast': 422,
  'proof-of-work-failed': 422,
  'rate-limited': 429,
  'sign-in-required': 401,
  'role-missing': 403,
  'scope-missing': 403,
  'last-administrator': 409,
  'second-factor-exists': 409,
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
  'fact-exists': 409,
  'fact-retired': 409,
  'watched-too-short': 422,
  'watched-note-names': 422,
  'check-failed': 409,
  'library-inconsistent': 422,
  'seed-unreadable': 409,
  'seed-entry-missing': 409,
  'topic-last': 409,
  'link-not-https': 422,
  'message-too-long': 422,
  'letter-too-large': 422,
  'audience-empty': 409,
  'approval-by-author': 403,
  'approval-outdated': 409,
  'already-approved': 409,
  'date-tentative': 409,
  'draft-void': 409,
  'draft-exists': 409,
  'step-unknown': 422,
  'issue-unknown': 422,
  'correction-not-cloned': 409,
  'schedule-missing': 422,
  'schedule-in-past': 422,
  'schedule-too-far': 422,
  'wall-time-missing': 422,
  'wall-time-ambiguous': 422,
  'occurrence-unknown': 422,
  'occurrence-outdated': 409,
  'occurrence-cancelled': 409,
  'occurrence-not-cancelled': 409,
  'day-implausible': 422,
  'day-not-confirmed': 409,
  'nothing-decided': 422,
  'outcome-not-of-step': 422,
  'outcome-before-day': 422,
  'tabled-in-future': 422,
  'cancellation-unexplained': 422,
  'votes-too-many': 422,
  'votes-contradictory': 422,
  'count-contradictory': 422,
  'schedule-before-embargo': 422,
  'embargo-in-past': 422,
  'letter-taken-down': 410,
  'note-names-watched': 422,
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
  const values = { ...figures, ...named, ...detail, finding: titleOfFinding(detail['finding'], locale) }
  const message = problem(`${code}.detail`, values).trim()
  return {
    type: `urn:northlight:problem:${code}`,
    title: problem(`${code}.title`, values),
    status: problemStatuses[code],
    detail: message,
    code,
    errors: field === undefined ? [] : [{ field, message }],
  }
}

// What the check found first, in words.
function titleOfFinding(finding: unknown, locale: Locale): string {
  const rule = checkRules.find((name) => name === finding)
  return rule === undefined ? '' : staffWordsIn(locale)(`check.titles.${rule}`)
}

/** How long a refused network is asked to wait: the window of the tightest public budget. */
export const waitSeconds = rateLimits['subscribe-per-network'].seconds

// What refusals tell of their own: `language` (of `language-missing`: the locale without a text), `domain` (of
// `sender-domain-not-signed`: the one that is signed for), `last` (of `pause-implausible`: the last day that can be
// chosen), and the rule that an entry of the library breaks.
const named = {
  language: 'other',
  domain: 'DKIM_DOMAIN',
  last: 'YYYY-MM-DD',
  command: 'npm run content:check',
  place: '',
  time: '',
  values: '',
  rule: 'other',
  part: 'other',
  id: '',
  other: '',
} as const

// The figures that messages name come from the limits themselves, so that a message can never be out of date.
const figures = {
  formKilobytes: limits.formBodyBytesMax / 1024,
  apiKilobytes: limits.apiBodyBytesMax / 1024,
  reportKilobytes: limits.reportedMailBytesMax / 1024,
  letterKilobytes: limits.letterBytesMax / 1024,
  scheduleDays: limits.scheduleDaysMax,
  nameCharacters: limits.greetingNameLengthMax,
  minutes: waitSeconds / 60,
} as const
