import type { NoticeKind } from './observance-plan.ts'

/**
 * What staff are told, besides what planning says of its own (`NoticeKind`).
 * - `draft-created`, `draft-moved`, `draft-void`: what planning did with a draft
 * - `outcome-recorded`: how a step of a process ended is known, and what waited for it may leave
 * - `fact-changed`: a fact says something else than the campaign that cites it
 */
export const staffNoticeKinds = [
  'reminder',
  'missed',
  'day-to-confirm',
  'day-unconfirmed',
  'changed-after-sending',
  'reinstated',
  'draft-created',
  'draft-moved',
  'draft-void',
  'outcome-recorded',
  'fact-changed',
] as const satisfies readonly (NoticeKind | string)[]

export type StaffNoticeKind = (typeof staffNoticeKinds)[number]
