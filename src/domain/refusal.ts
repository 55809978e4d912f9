/** Every expected refusal. The catalogue `problem` in `messages/` holds a title and a remedy for each. */
export const refusalCodes = [
  // input
  'address-malformed',
  'address-not-supported',
  'address-repeated',
  'locale-unknown',
  'topic-unknown',
  'topics-missing',
  'time-zone-unknown',
  'text-not-plain',
  'days-missing',
  'pause-implausible',
  'name-too-long',
  'address-unchanged',
  'consent-in-future',
  'reason-missing',
  'reason-names-address',
  'input-invalid',
  'body-too-large',
  'message-missing',
  'report-too-large',
  // links
  'link-invalid',
  'link-expired',
  // form guard
  'form-expired',
  'form-too-fast',
  'proof-of-work-failed',
  'rate-limited',
  // staff
  'sign-in-required',
  'role-missing',
  'scope-missing',
  'last-administrator',
  'second-factor-exists',
  'origin-refused',
  'invitation-invalid',
  'organisation-incomplete',
  'sender-domain-not-signed',
  // campaigns
  'not-found',
  'campaign-name-taken',
  'campaign-not-submitted',
  'campaign-already-released',
  'campaign-not-released',
  'campaign-finished',
  'campaign-paused',
  'campaign-not-paused',
  'revision-missing',
  'revision-outdated',
  'language-missing',
  'fact-unknown',
  'fact-unacknowledged',
  'fact-exists',
  'fact-retired',
  'watched-too-short',
  'watched-note-names',
  'check-failed',
  'library-inconsistent',
  'seed-unreadable',
  'seed-entry-missing',
  'topic-last',
  'link-not-https',
  'message-too-long',
  'letter-too-large',
  'audience-empty',
  'approval-by-author',
  'approval-outdated',
  'already-approved',
  'date-tentative',
  'draft-void',
  'draft-exists',
  'step-unknown',
  'issue-unknown',
  'correction-not-cloned',
  'schedule-missing',
  'schedule-in-past',
  'schedule-too-far',
  'wall-time-missing',
  'wall-time-ambiguous',
  'occurrence-unknown',
  'occurrence-outdated',
  'occurrence-cancelled',
  'occurrence-not-cancelled',
  'day-implausible',
  'day-not-confirmed',
  'nothing-decided',
  'outcome-not-of-step',
  'outcome-before-day',
  'tabled-in-future',
  'cancellation-unexplained',
  'votes-too-many',
  'votes-contradictory',
  'count-contradictory',
  'schedule-before-embargo',
  'embargo-in-past',
  'letter-taken-down',
  'note-names-watched',
  'provider-unknown',
  'provider-stopped',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

export type RefusalDetail = Readonly<Record<string, string | number>>

/**
 * An expected "no": the request was understood and is declined, and the person can mend it.
 * `field` is the JSON pointer or form field at fault; `detail` fills the placeholders of the message.
 * A refusal never holds an address, a name or a token, because refusals may be logged.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly field: string | undefined
  readonly detail: RefusalDetail

  constructor(code: RefusalCode, { field, ...detail }: RefusalDetail & { field?: string } = {}) {
    super(field === undefined ? code : `${code} (${field})`)
    this.code = code
    this.field = field
    this.detail = detail
  }
}
