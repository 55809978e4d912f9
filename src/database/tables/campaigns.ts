import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import type { AudienceRule, DropReason } from '#domain/audience'
import type { HoldReason } from '#domain/campaign'
import type { BatchProgress } from '#domain/delivery-batch'
import type { Embargo } from '#domain/embargo'
import type { LetterEvent } from '#domain/letter-event'
import type { LetterContents, TranslatedPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { CompiledLetter, LetterKind } from '#domain/mail-template'
import type { NamedOccurrence } from '#domain/occurrence-key'
import type { Schedule } from '#domain/send-time'
import type { ProviderName, TroublePolicy } from '#domain/provider'
import type { BounceKind } from '#domain/provider-event'
import type { Sender } from '#domain/sender'
import { bytes, instant, plainDate } from '../columns.ts'
import { staff } from './staff.ts'

export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid().primaryKey(),
    /** What staff call it. */
    name: text().notNull(),
    /** Where its web copy stands: `/letters/<slug>`. */
    slug: text().notNull().unique(),
    kind: text().$type<LetterKind>().notNull(),
    /** Printed in every letter; a reader enters it at `/verify`. */
    code: text().notNull().unique(),
    /** The day the letter is about. */
    occursOn: plainDate('occurs_on'),
    /** The issue it explains. */
    issueId: text('issue_id'),
    /** The occurrence that it is about, where no playbook says so. */
    about: jsonb().$type<NamedOccurrence>(),
    /** What it invites to; only a letter of the kind `event` has one. */
    event: jsonb().$type<LetterEvent>(),
    /** The campaign that it corrects; only a letter of the kind `correction` has one. */
    corrects: uuid().references((): AnyPgColumn => campaigns.id),
    /** Before this nothing of it may be seen outside. */
    embargo: jsonb().$type<Embargo>(),
    /** Null for what planning began from a playbook: then any two people can write and approve it. */
    authorId: text('author_id').references(() => staff.id),
    createdAt: instant('created_at').notNull(),

    schedule: jsonb().$type<Schedule>(),
    /** Rises with every change of the schedule, so that a change and its reverse still void an approval. */
    scheduleVersion: integer('schedule_version').notNull().default(0),
    /** When the first mail is due, and after when none may start; both follow from the schedule. */
    firstDueAt: instant('first_due_at'),
    latestStartAt: instant('latest_start_at'),

    /** The provider that staff, or its policy, chose for it; null follows the configuration. */
    provider: text().$type<ProviderName>(),
    onProviderTrouble: text('on_provider_trouble').$type<TroublePolicy>().notNull().default('hold'),

    submittedAt: instant('submitted_at'),
    submittedBy: text('submitted_by').references(() => staff.id),
    releasedAt: instant('released_at'),
    /** The approval under which it was released; what it bound is what is sent. */
    approvalId: uuid('approval_id'),
    pausedAt: instant('paused_at'),
    heldAt: instant('held_at'),
    holdReason: text('hold_reason').$type<HoldReason>(),
    /** When a person last let it go on: what had left until then is known to them, and counts no more against it. */
    resumedAt: instant('resumed_at'),
    cancelledAt: instant('cancelled_at'),
    finishedAt: instant('finished_at'),

    /** Staff keep it out of the archive; it can be put there later. */
    withheldAt: instant('withheld_at'),
    /** It was removed from the archive, every feed and the search, and its address says so for ever. */
    takenDownAt: instant('taken_down_at'),
    takedownReason: text('takedown_reason'),

    /** Whoever reviewed it sent it back to its authors. */
    returnedAt: instant('returned_at'),
    returnedBy: text('returned_by').references(() => staff.id),
  },
  (table) => [
    index('campaigns_correcting')
      .on(table.corrects)
      .where(sql`${table.corrects} is not null`),
    index('campaigns_due')
      .on(table.firstDueAt)
      .where(sql`${table.submittedAt} is not null and ${table.finishedAt} is null and ${table.cancelledAt} is null`),
    check('campaigns_released_as_approved', sql`${table.releasedAt} is null or ${table.approvalId} is not null`),
  ],
)

/** What a campaign says and to whom, as it stood at one time. Rows are never changed; a trigger sees to it. */
export const campaignRevisions = pgTable(
  'campaign_revisions',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    contents: jsonb().$type<LetterContents>().notNull(),
    audience: jsonb().$type<AudienceRule>().notNull(),
    /** The language for readers in whose own the letter does not exist. */
    fallbackLocale: text('fallback_locale').$type<Locale>(),
    /** Stale or disputed facts that the author prints knowingly. */
    acknowledgedFacts: text('acknowledged_facts').array().notNull(),
    /** What else the check of the letter found and the author lets stand, by the names that the check gives. */
    acknowledgedFindings: text('acknowledged_findings').array().notNull().default([]),
    /** Parts of translations that its author says still follow their source, which has changed since. */
    inStep: jsonb('in_step').$type<readonly TranslatedPart[]>().notNull().default([]),
    /** Null for the first words of a playbook. */
    authorId: text('author_id').references(() => staff.id),
    contentHash: text('content_hash').notNull(),
    /** The ids of the facts that it cites in any language, so that nobody unpacks the letters to find one. */
    citedFacts: jsonb('cited_facts')
      .$type<string[]>()
      .generatedAlwaysAs(sql`jsonb_path_query_array(contents, '$.**.factId')`),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('campaign_revisions_numbered').on(table.campaignId, table.number),
    index('campaign_revisions_by_fact').using('gin', table.citedFacts.op('jsonb_path_ops')),
  ],
)

/**
 * One person's word for exactly what `boundHash` stands for: content, audience, sender, schedule and the rendered
 * letters. An approval is valid while the campaign still hashes to the same value; nothing needs to void it. A trigger
 * refuses an approver who wrote any of it.
 */
export const campaignApprovals = pgTable(
  'campaign_approvals',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => campaignRevisions.id),
    approverId: text('approver_id')
      .notNull()
      .references(() => staff.id),
    boundHash: text('bound_hash').notNull(),
    sender: jsonb().$type<Sender>().notNull(),
    approvedAt: instant('approved_at').notNull(),
  },
  (table) => [unique('campaign_approvals_once').on(table.campaignId, table.boundHash)],
)

/** The letters as approved, rendered once per language: what is sent and what was seen are the same bytes. */
export const approvedLetters = pgTable(
  'approved_letters',
  {
    approvalId: uuid('approval_id')
      .notNull()
      .references(() => campaignApprovals.id, { onDelete: 'cascade' }),
    locale: text().$type<Locale>().notNull(),
    letter: jsonb().$type<CompiledLetter>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.approvalId, table.locale] })],
)

/** A campaign on its way to the readers of one time zone, or to all of them at once. */
export const campaignReleases = pgTable(
  'campaign_releases',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    /** The zone whose readers it reaches; `*` reaches everyone not reached yet. */
    timeZone: text('time_zone').notNull(),
    dueAt: instant('due_at').notNull(),
    /** How far the audience has been walked: everyone up to this id has a delivery. */
    walkedTo: uuid('walked_to'),
    expandedAt: instant('expanded_at'),
  },
  (table) => [unique('campaign_releases_once').on(table.campaignId, table.timeZone)],
)

/** Up to a provider's limit of recipients, sealed and sent together. Its id is the provider's idempotency key. */
export const deliveryBatches = pgTable(
  'delivery_batches',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    releaseId: uuid('release_id')
      .notNull()
      .references(() => campaignReleases.id),
    size: smallint().notNull(),
    /** The language of its readers when they were given their places; null where they are of several. */
    locale: text().$type<Locale>(),
    /** The provider it was sealed for. */
    provider: text().$type<ProviderName>(),
    sealedAt: instant('sealed_at'),
    /** Recipients frozen in order, encrypted; dropped from the row once the batch is settled. */
    sealed: bytes(),
    /** SHA-256 of the rendered messages; a retry that would send other bytes is refused. */
    payloadHash: text('payload_hash'),
    firstAttemptAt: instant('first_attempt_at'),
    /** Set while a call to the provider is open; a process that died in the call leaves it set. */
    attemptingSince: instant('attempting_since'),
    /** How far a call has come that hands the batch over window by window; null for one that does so at once. */
    progress: jsonb().$type<BatchProgress>(),
    /** Since when the servers of its readers have put its messages off; goes with them into the batches they move to. */
    putOffSince: instant('put_off_since'),
    settledAt: instant('settled_at'),
    acceptedCount: smallint('accepted_count').notNull().default(0),
    droppedCount: smallint('dropped_count').notNull().default(0),
    failedCount: smallint('failed_count').notNull().default(0),
    uncertainCount: smallint('uncertain_count').notNull().default(0),
    /** What was told of its messages since, each counted once. */
    deliveredCount: smallint('delivered_count').notNull().default(0),
    bouncedCount: smallint('bounced_count').notNull().default(0),
    hardBouncedCount: smallint('hard_bounced_count').notNull().default(0),
    complainedCount: smallint('complained_count').notNull().default(0),
    /** The provider's ids of the messages handed over, in the order of their positions; null where one was not accepted. */
    providerIds: jsonb('provider_ids').$type<(string | null)[]>(),
  },
  (table) => [
    // For the batches of a campaign, and for the key of every letter: whatever PostgreSQL believes of a table that has
    // just grown, each index it could take to find one batch leads to that batch alone.
    unique('delivery_batches_of_campaign').on(table.campaignId, table.id),
    index('delivery_batches_unsettled')
      .on(table.campaignId)
      .where(sql`${table.settledAt} is null`),
    check(
      'delivery_batches_balance',
      sql`${table.settledAt} is null or ${table.acceptedCount} + ${table.droppedCount} + ${table.failedCount} + ${table.uncertainCount} = ${table.size}`,
    ),
  ],
)

/** One reader's letter. A row says only where it went; what went wrong is a fact on it, what went well is its batch. */
export const deliveries = pgTable(
  'deliveries',
  {
    campaignId: uuid('campaign_id').notNull(),
    /** Of a row of `subscribers`; a trigger there keeps it in place of a foreign key, which costs every letter 5 µs. */
    subscriberId: uuid('subscriber_id').notNull(),
    /** A batch of this campaign; triggers of both tables see to that, for all letters of a statement in one look. */
    batchId: uuid('batch_id').notNull(),
    position: smallint().notNull(),
    droppedAt: instant('dropped_at'),
    dropReason: text('drop_reason').$type<DropReason>(),
    failedAt: instant('failed_at'),
    failureCode: text('failure_code'),
    uncertainAt: instant('uncertain_at'),
    /** When a word from the provider showed that an uncertain letter had left after all. */
    provenAt: instant('proven_at'),
    deliveredAt: instant('delivered_at'),
    delayedAt: instant('delayed_at'),
    bouncedAt: instant('bounced_at'),
    bounceKind: text('bounce_kind').$type<BounceKind>(),
    complainedAt: instant('complained_at'),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.subscriberId] }),
    unique('deliveries_placed').on(table.batchId, table.position),
    index('deliveries_exceptional')
      .on(table.campaignId)
      .where(
        sql`${table.droppedAt} is not null or ${table.failedAt} is not null or ${table.uncertainAt} is not null or ${table.bouncedAt} is not null or ${table.complainedAt} is not null`,
      ),
    index('deliveries_delayed')
      .on(table.campaignId)
      .where(sql`${table.delayedAt} is not null`),
  ],
)
