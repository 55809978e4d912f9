import type { AudienceRule } from './audience.ts'
import type { Embargo } from './embargo.ts'
import type { Fact } from './fact.ts'
import type { LetterEvent } from './letter-event.ts'
import type { Locale } from './locale.ts'
import type { NamedOccurrence } from './occurrence-key.ts'
import { Refusal } from './refusal.ts'
import type { Schedule } from './send-time.ts'
import type { Sender } from './sender.ts'
import type { Outcome } from './un-outcome.ts'

/** Everything an approval stands for. Its hash is what an approver signs; a change of any part is another hash. */
export type ApprovalBinding = {
  readonly campaignId: string
  readonly revisionNumber: number
  readonly contentHash: string
  readonly audience: AudienceRule
  readonly fallbackLocale: Locale | null
  readonly sender: Sender
  readonly schedule: Schedule
  readonly scheduleVersion: number
  readonly issueId: string | null
  readonly event: LetterEvent | null
  /** The campaign that it corrects. */
  readonly corrects: string | null
  readonly embargo: Embargo | null
  /** The occurrence that it is about by the choice of a person. */
  readonly about: NamedOccurrence | null
  readonly decision: BoundDecision | null
  /** Every fact that it cites in any language, by id, as the ledger has it. */
  readonly facts: readonly BoundFact[]
}

/** A fact that a letter cites, and whether it may still be cited. */
export type BoundFact = { readonly fact: Fact; readonly isRetired: boolean }

/** The decision that a letter prints, as it was recorded. */
export type BoundDecision = {
  readonly outcome: Outcome
  readonly startsOn: string
  /** Null for the zone of the observance. */
  readonly timeZone: string | null
  readonly sourceUrl: string
}

/**
 * Nobody approves what they began, wrote in any revision, or put up for approval; what planning wrote is nobody's.
 * @throws Refusal `approval-by-author`
 */
export function requireOtherThanAuthors(approverId: string, authorIds: readonly (string | null)[]): void {
  if (authorIds.includes(approverId)) throw new Refusal('approval-by-author')
}
