import { and, asc, count, isNotNull, isNull } from 'drizzle-orm'
import type { Campaign } from './campaign-queries.ts'
import type { Executor } from './database.ts'
import { campaigns, providerEvents } from './tables.ts'

const isUnfinished = and(isNull(campaigns.finishedAt), isNull(campaigns.cancelledAt))

/** Whether any campaign is held for a person. */
export async function hasHeldCampaign(executor: Executor): Promise<boolean> {
  const found = await executor
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(isNotNull(campaigns.heldAt), isUnfinished))
    .limit(1)
  return found.length > 0
}

/** Campaigns that are underway or have stopped on the way, the first due first. */
export function listOpenCampaigns(executor: Executor): Promise<Campaign[]> {
  return executor
    .select()
    .from(campaigns)
    .where(and(isNotNull(campaigns.submittedAt), isUnfinished))
    .orderBy(asc(campaigns.firstDueAt), asc(campaigns.id))
}

/** How many events name a letter that was not found when they were last looked at. */
export async function countParkedEvents(executor: Executor): Promise<number> {
  const [row] = await executor
    .select({ count: count() })
    .from(providerEvents)
    .where(and(isNull(providerEvents.appliedAt), isNotNull(providerEvents.triedAt)))
  return row?.count ?? 0
}
