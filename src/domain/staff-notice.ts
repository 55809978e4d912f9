import type { Letterhead } from './mail-template.ts'
import type { Locale } from './locale.ts'
import type { NoticeKind, VoidReason } from './observance-plan.ts'
import type { PlaybookStep } from './playbook.ts'

/** What planning says of its own: see `NoticeKind`. */
const planNoticeKinds = [
  'reminder',
  'missed',
  'day-to-confirm',
  'day-unconfirmed',
  'changed-after-sending',
  'reinstated',
] as const satisfies readonly NoticeKind[]

/**
 * What staff are told, besides what planning says of its own (`NoticeKind`).
 * - `draft-created`, `draft-moved`, `draft-void`: what planning did with a draft
 * - `outcome-recorded`: how a step of a process ended is known; what waited for it leaves, unless it did not come about
 * - `outcome-corrected`: a letter has begun to leave by an outcome that was recorded wrongly
 * - `fact-changed`: a fact says something else than the campaign that cites it
 * - `forgery-reported`: somebody has reported a forged letter; one notice a day for each letter that is copied
 * - `letters-uncertain`: a campaign is over, and of some of its letters nobody knows whether they left
 */
export const staffNoticeKinds = [
  ...planNoticeKinds,
  'draft-created',
  'draft-moved',
  'draft-void',
  'outcome-recorded',
  'outcome-corrected',
  'fact-changed',
  'forgery-reported',
  'letters-uncertain',
] as const

export type StaffNoticeKind = (typeof staffNoticeKinds)[number]

/** Whether a notice is one that planning gives, and looks for before it gives it again. */
export function isPlanNotice(kind: StaffNoticeKind): kind is NoticeKind {
  return planNoticeKinds.some((known) => known === kind)
}

/** A notice in words of one language: what it is about, as far as it is about one. */
export type NoticeLine = {
  readonly kind: StaffNoticeKind
  /** The name of the observance. */
  readonly observance: string | null
  readonly purpose: PlaybookStep['purpose'] | null
  readonly offsetDays: number | null
  /** The day that gives rise to it. */
  readonly day: Temporal.PlainDate | null
  /** What staff call the campaign. */
  readonly campaign: string | null
  /** Whether the day of the draft is not certain yet. */
  readonly isTentative: boolean
  /** Whether a person has scheduled the campaign, so that its schedule stays where the day moves. */
  readonly hasOwnSchedule: boolean
  readonly voidReason: VoidReason | null
  readonly factId: string | null
}

/** What the mail with the notices of one run of planning is rendered from. It holds nothing of a subscriber. */
export type StaffNoticeInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  /** At least one, in the order in which they were told. */
  readonly notices: readonly NoticeLine[]
  readonly privacyUrl: string
}
