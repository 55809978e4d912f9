import type { Executor } from '#database/database'
import { findPlannedDraft } from '#database/planning-queries'
import { Refusal } from '#domain/refusal'

/**
 * Refuses what would bring a letter nearer to its readers while the day that it is about is not certain, or is no more.
 * @throws Refusal `date-tentative`, `draft-void`
 */
export async function requireCertainDay(executor: Executor, campaignId: string): Promise<void> {
  const draft = await findPlannedDraft(executor, campaignId)
  if (draft?.voidedAt) throw new Refusal('draft-void')
  if (draft?.isTentative) throw new Refusal('date-tentative')
}
