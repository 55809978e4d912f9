import { z } from 'zod'
import type { Locale } from './locale.ts'
import { localeSchema } from './locale-schema.ts'
import { wishReasons } from './reading-wish.ts'
import { timeZoneSchema } from './time-zone.ts'

/**
 * Whom a campaign is for. Every list narrows; an empty list does not. `SQL` and `isInAudience` give the same people,
 * which `tests/flows` proves with random rules and random subscribers.
 */
export const audienceRuleSchema = z.strictObject({
  /** Readers of at least one of these topics. */
  topics: z.array(z.string().max(60)).max(50).default([]),
  /** But not readers of any of these. */
  exceptTopics: z.array(z.string().max(60)).max(50).default([]),
  locales: z.array(localeSchema).max(20).default([]),
  timeZones: z.array(timeZoneSchema).max(100).default([]),
  /** Only those to whom this campaign was sent, such as a letter that has to be corrected. */
  received: z.uuid().optional(),
  /** Not those to whom this campaign was sent. */
  notReceived: z.uuid().optional(),
})

export type AudienceRule = z.output<typeof audienceRuleSchema>

/** What the rules look at of a subscriber. */
export type AudienceMember = {
  readonly confirmedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly isSuppressed: boolean
  readonly locale: Locale
  readonly timeZone: string | null
  readonly topics: readonly string[]
  /** The campaigns of which a letter was handed over for them, or may have been. */
  readonly received: readonly string[]
}

/** Why somebody whom the rule names is not mailed. */
export const dropReasons = ['left', 'suppressed', 'language-missing', 'cancelled', ...wishReasons] as const

export type DropReason = (typeof dropReasons)[number]

/** Whether a subscriber may be mailed at all: active consent, and no suppression. */
export function mayBeMailed(member: Pick<AudienceMember, 'endedAt' | 'isSuppressed'>): boolean {
  return member.endedAt === null && !member.isSuppressed
}

/** Whether a rule reaches a subscriber now. */
export function isInAudience(rule: AudienceRule, member: AudienceMember): boolean {
  return (
    mayBeMailed(member) &&
    (rule.topics.length === 0 || rule.topics.some((topic) => member.topics.includes(topic))) &&
    !rule.exceptTopics.some((topic) => member.topics.includes(topic)) &&
    (rule.locales.length === 0 || rule.locales.includes(member.locale)) &&
    (rule.timeZones.length === 0 || (member.timeZone !== null && rule.timeZones.includes(member.timeZone))) &&
    (rule.received === undefined || member.received.includes(rule.received)) &&
    (rule.notReceived === undefined || !member.received.includes(rule.notReceived))
  )
}

/** The language in which a reader gets a letter; null when it exists neither in theirs nor in the fallback. */
export function letterLocale(available: readonly Locale[], wanted: Locale, fallback: Locale | null): Locale | null {
  if (available.includes(wanted)) return wanted
  return fallback !== null && available.includes(fallback) ? fallback : null
}
