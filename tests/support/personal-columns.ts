import type { ownDataFileSchema } from '#http/public/own-data-file'

type Part = keyof typeof ownDataFileSchema.shape

/** Where a column that says something of a reader stands among their own data. */
const shownIn = (part: Part) => ({ part })

/** Why a column that stands beside a reader is not shown to them. */
const hidden = (why: string) => ({ why })

const sealedCopy = hidden('a sealed copy of what is shown, or an address that only its own mail can show')
const name = hidden('a random name that says nothing')
const keyedHash = hidden('a keyed hash of the address; what it finds is shown')

/**
 * Every column of every table that refers to a reader by their row, their letters or their address, and where they find
 * it among their own data. A column that is added has to be added here, and so to the page and the file, or to be named
 * as one that says nothing of anybody.
 */
export const personalColumns: Readonly<Record<string, Readonly<Record<string, { part: Part } | { why: string }>>>> = {
  subscribers: {
    id: name,
    email_index: keyedHash,
    suppression_hash: keyedHash,
    email_sealed: shownIn('address'),
    name_sealed: shownIn('name'),
    phrase_sealed: shownIn('phrase'),
    locale: shownIn('locale'),
    time_zone: shownIn('timeZone'),
    cadence: shownIn('cadence'),
    chosen_days: shownIn('chosenDays'),
    quiet_days: shownIn('quietDays'),
    paused_until: shownIn('pausedUntil'),
    is_text_only: shownIn('isTextOnly'),
    confirmed_at: shownIn('confirmedAt'),
    ended_at: hidden('nobody who has left opens a page; when they left is among the evidence of consent'),
    erased_at: hidden('nobody who is erased opens a page'),
  },
  subscriber_topics: { subscriber_id: name, topic_id: shownIn('topics') },
  pending_subscriptions: {
    id: name,
    email_index: keyedHash,
    suppression_hash: keyedHash,
    email_sealed: sealedCopy,
    locale: shownIn('requests'),
    time_zone: shownIn('requests'),
    topics: shownIn('requests'),
    requested_at: shownIn('requests'),
    expires_at: shownIn('requests'),
    confirmed_at: shownIn('requests'),
    subscriber_id: name,
  },
  consent_events: {
    id: name,
    subject: keyedHash,
    kind: shownIn('consents'),
    wording_id: shownIn('consents'),
    wording_version: shownIn('consents'),
    locale: shownIn('consents'),
    source: shownIn('consents'),
    campaign_id: shownIn('consents'),
    occurred_at: shownIn('consents'),
  },
  suppressions: {
    address_hash: keyedHash,
    reason: shownIn('suppressions'),
    suppressed_at: shownIn('suppressions'),
    lifted_at: shownIn('suppressions'),
  },
  reader_visits: {
    id: name,
    subscriber_id: name,
    sealed: sealedCopy,
    created_at: shownIn('links'),
    expires_at: shownIn('links'),
  },
  address_changes: {
    id: name,
    subscriber_id: name,
    email_index: keyedHash,
    suppression_hash: keyedHash,
    email_sealed: sealedCopy,
    requested_at: shownIn('addressChanges'),
    expires_at: shownIn('addressChanges'),
    confirmed_at: shownIn('addressChanges'),
    former_sealed: sealedCopy,
  },
  digests: {
    id: name,
    subscriber_id: name,
    month: shownIn('digests'),
    campaign_ids: shownIn('digests'),
    created_at: shownIn('digests'),
  },
  deliveries: {
    campaign_id: shownIn('letters'),
    subscriber_id: name,
    batch_id: shownIn('letters'),
    position: shownIn('letters'),
    dropped_at: shownIn('letters'),
    drop_reason: shownIn('letters'),
    failed_at: shownIn('letters'),
    failure_code: shownIn('letters'),
    uncertain_at: shownIn('letters'),
    proven_at: shownIn('letters'),
    delivered_at: shownIn('letters'),
    delayed_at: shownIn('letters'),
    bounced_at: shownIn('letters'),
    bounce_kind: shownIn('letters'),
    complained_at: shownIn('letters'),
  },
  provider_events: {
    id: hidden('the sender’s own number of the event'),
    provider: shownIn('events'),
    kind: shownIn('events'),
    bounce_kind: shownIn('events'),
    reference: shownIn('events'),
    occurred_at: shownIn('events'),
    arrived_at: shownIn('events'),
    tried_at: hidden('how far the work on the event is'),
    applied_at: hidden('how far the work on the event is'),
  },
  job_outbox: {
    id: name,
    name: shownIn('waiting'),
    payload: shownIn('waiting'),
    created_at: shownIn('waiting'),
    due_at: hidden('how far the work is'),
    rung_at: hidden('how far the work is'),
    rings: hidden('how far the work is'),
    attempting_since: hidden('how far the work is'),
    attempted_by: hidden('how far the work is'),
    failed_at: hidden('how far the work is'),
    failure_code: hidden('how far the work is'),
  },
  audit_events: {
    id: name,
    occurred_at: shownIn('records'),
    actor_id: hidden('a member of staff, who is a person, too'),
    action: shownIn('records'),
    subject: keyedHash,
    detail: shownIn('records'),
    previous_hash: hidden('the chain of the record'),
    hash: hidden('the chain of the record'),
  },
}

/** Every other table, and why nothing in it is about a reader. */
export const impersonalTables: Readonly<Record<string, string>> = {
  topics: 'what letters say, and who wrote and approved it',
  facts: 'what letters say, and who wrote and approved it',
  fact_changes: 'what letters say, and who wrote and approved it',
  library_entries: 'what letters say, and who wrote and approved it',
  observance_dates: 'what letters say, and who wrote and approved it',
  planned_drafts: 'what letters say, and who wrote and approved it',
  calendar_kept: 'what letters say, and who wrote and approved it',
  campaigns: 'what letters say, and who wrote and approved it',
  campaign_revisions: 'what letters say, and who wrote and approved it',
  campaign_approvals: 'what letters say, and who wrote and approved it',
  campaign_comments: 'what letters say, and who wrote and approved it',
  approved_letters: 'what letters say, and who wrote and approved it',
  archived_letters: 'what letters say, and who wrote and approved it',
  letter_notes: 'what letters say, and who wrote and approved it',
  letter_manifests: 'what letters say, and who wrote and approved it',
  staff: 'members of staff, and what they look out for',
  staff_sessions: 'members of staff, and what they look out for',
  staff_accounts: 'members of staff, and what they look out for',
  staff_verifications: 'members of staff, and what they look out for',
  staff_two_factors: 'members of staff, and what they look out for',
  staff_passkeys: 'members of staff, and what they look out for',
  staff_invitations: 'members of staff, and what they look out for',
  staff_notices: 'members of staff, and what they look out for',
  api_keys: 'members of staff, and what they look out for',
  watch_list_entries: 'members of staff, and what they look out for',
  organisation: 'the deployment itself',
  mail_providers: 'the deployment itself',
  mail_provider_days: 'the deployment itself',
  sending_pulse: 'the deployment itself',
  campaign_releases: 'how far an audience was walked; a reader at whom a walk stands is stepped back from when erased',
  delivery_batches:
    'counts; the seal of one that is on its way holds an address for minutes, which only its mail can show',
  rate_limits: 'counters under a keyed hash, which end within a day; the page says so',
  forgery_reports: 'messages that somebody handed in, sealed, and tied to nobody',
}
