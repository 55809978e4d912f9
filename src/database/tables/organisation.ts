import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Localised } from '#domain/locale'
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
    /** While set, no batch is sent, whatever its campaign says. */
    sendingStoppedAt: instant('sending_stopped_at'),
    sendingStopReason: text('sending_stop_reason').$type<StopReason>(),
  },
  (table) => [check('organisation_single', sql`${table.id} = 1`)],
)
