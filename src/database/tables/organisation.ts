import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Imprint } from '#domain/imprint'
import type { Localised } from '#domain/locale'
import { defaultRetention, type Retention } from '#domain/retention'
import type { StopReason } from '#domain/sending-stop'
import { instant } from '../columns.ts'

/** The organisation that sends; one row per deployment. */
export const organisation = pgTable(
  'organisation',
  {
    id: integer().primaryKey().default(1),
    name: jsonb().$type<Localised>().notNull(),
    postalAddress: jsonb('postal_address').$type<Localised>().notNull(),
    contactAddress: text('contact_address').notNull(),
    senderAddress: text('sender_address').notNull(),
    timeZone: text('time_zone').notNull(),
    /** What readers are told of who is behind it all; null where nothing was said. */
    imprint: jsonb().$type<Imprint>(),
    /** Origins whose pages may carry the subscribe form, as `https://www.example.org`. */
    embedOrigins: text('embed_origins').array().notNull().default([]),
    retention: jsonb().$type<Retention>().notNull().default(defaultRetention),
    /** While set, no batch is sent, whatever its campaign says. */
    sendingStoppedAt: instant('sending_stopped_at'),
    sendingStopReason: text('sending_stop_reason').$type<StopReason>(),
  },
  (table) => [check('organisation_single', sql`${table.id} = 1`)],
)
