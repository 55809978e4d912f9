import type { AudienceRule } from './audience.ts'
import type { Locale } from './locale.ts'
import { Refusal } from './refusal.ts'
import type { Schedule } from './send-time.ts'
import type { Sender } from './sender.ts'

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
}

/** Nobody approves what they wrote, in any revision, or put up for approval. @throws Refusal `approval-by-author` */
export function requireOtherThanAuthors(approverId: string, authorIds: readonly string[]): void {
  if (authorIds.includes(approverId)) throw new Refusal('approval-by-author')
}
