import { sql } from 'drizzle-orm'
import {
  boolean,
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
} from 'drizzle-orm/pg-core'
import type { VoidReason } from '#domain/observance-plan'
import type { StaffNoticeKind } from '#domain/staff-notice'
import type { Outcome } from '#domain/un-outcome'
import { instant, plainDate } from '../columns.ts'
import { campaigns } from './campaigns.ts'
import { staff } from './staff.ts'

/** What people have said of one occurrence of an observance: its day, who says so, how it ended. */
export const observanceDates = pgTable(
  'observance_dates',
  {
    observanceId: text('observance_id').notNull(),
    /** Tells one occurrence from another: its year where it is announced, its nominal day otherwise. */
    occurrence: text().notNull(),
    nominalDate: plainDate('nominal_date').notNull(),
    startsOn: plainDate('starts_on').notNull(),
    lengthDays: smallint('length_days').notNull().default(1),
    /** The zone of the place where this one is held, where it is not the observance's own. */
    timeZone: text('time_zone'),
    /** Whether somebody named a day at all; without, `startsOn` is the first day of the usual window. */
    hasDay: boolean('has_day').notNull(),
    /** A day is confirmed by a page that says so and a person who read it, together. */
    sourceUrl: text('source_url'),
    confirmedBy: text('confirmed_by').references(() => staff.id),
    confirmedAt: instant('confirmed_at'),
    cancelledAt: instant('cancelled_at'),
    cancelledBy: text('cancelled_by').references(() => staff.id),
    /** Who says so, or why, or both. */
    cancelSourceUrl: text('cancel_source_url'),
    cancelReason: text('cancel_reason'),
    /** The number of the draft resolution, once it has been tabled. */
    draftDocument: text('draft_document'),
    draftTabledOn: plainDate('draft_tabled_on'),
    draftSourceUrl: text('draft_source_url'),
    outcome: jsonb().$type<Outcome>(),
    outcomeSourceUrl: text('outcome_source_url'),
    outcomeBy: text('outcome_by').references(() => staff.id),
    outcomeAt: instant('outcome_at'),
    changedAt: instant('changed_at').notNull(),
    /** Rises with every change; whoever changes it says which version they saw. */
    version: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.observanceId, table.occurrence] }),
    check(
      'observance_dates_confirmed_with_source',
      sql`${table.confirmedAt} is null or (${table.sourceUrl} is not null and ${table.confirmedBy} is not null)`,
    ),
    check(
      'observance_dates_outcome_with_source',
      sql`${table.outcome} is null or (${table.outcomeSourceUrl} is not null and ${table.outcomeBy} is not null)`,
    ),
    check(
      'observance_dates_cancelled_with_word',
      sql`${table.cancelledAt} is null or (${table.cancelledBy} is not null and (${table.cancelSourceUrl} is not null or ${table.cancelReason} is not null))`,
    ),
  ],
)

/** The draft that a step of a playbook led to. There is never a second one for the same step of the same occurrence. */
export const plannedDrafts = pgTable(
  'planned_drafts',
  {
    campaignId: uuid('campaign_id')
      .primaryKey()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    observanceId: text('observance_id').notNull(),
    occurrence: text().notNull(),
    nominalDate: plainDate('nominal_date').notNull(),
    offsetDays: smallint('offset_days').notNull(),
    /** The day the step stands for, as planning saw it last. */
    plannedFor: plainDate('planned_for').notNull(),
    /** Its day is not certain: it can be written and read, but not approved. */
    isTentative: boolean('is_tentative').notNull(),
    /** The version of the campaign's schedule that planning set last; any other one is a person's own. */
    scheduleVersion: integer('schedule_version').notNull().default(0),
    voidedAt: instant('voided_at'),
    voidReason: text('void_reason').$type<VoidReason>(),
  },
  (table) => [unique('planned_drafts_once').on(table.observanceId, table.occurrence, table.offsetDays)],
)

/** What staff are told; each thing once, however often it is found out. Holds nothing of a subscriber. */
export const staffNotices = pgTable(
  'staff_notices',
  {
    id: uuid().primaryKey(),
    kind: text().$type<StaffNoticeKind>().notNull(),
    /** The occurrence, the step, the campaign and the fact it is about, as far as it is about one. */
    observanceId: text('observance_id'),
    occurrence: text(),
    nominalDate: plainDate('nominal_date'),
    offsetDays: smallint('offset_days'),
    about: plainDate('about'),
    campaignId: uuid('campaign_id').references(() => campaigns.id, { onDelete: 'cascade' }),
    factId: text('fact_id'),
    createdAt: instant('created_at').notNull(),
    /** When it went out to staff by mail, and with which others. */
    mailedAt: instant('mailed_at'),
    mailingId: uuid('mailing_id'),
    doneAt: instant('done_at'),
    doneBy: text('done_by').references(() => staff.id),
  },
  (table) => [
    unique('staff_notices_once')
      .on(
        table.kind,
        table.observanceId,
        table.occurrence,
        table.offsetDays,
        table.about,
        table.campaignId,
        table.factId,
      )
      .nullsNotDistinct(),
    index('staff_notices_open')
      .on(table.createdAt)
      .where(sql`${table.doneAt} is null`),
    index('staff_notices_unmailed')
      .on(table.id)
      .where(sql`${table.mailedAt} is null`),
    index('staff_notices_by_mailing').on(table.mailingId),
  ],
)

/** Since when the calendar is kept; what was due before it was never missed. One row. */
export const calendarKept = pgTable(
  'calendar_kept',
  { id: integer().primaryKey().default(1), since: plainDate().notNull() },
  (table) => [check('calendar_kept_single', sql`${table.id} = 1`)],
)
