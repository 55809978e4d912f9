import type { Executor } from '#database/database'
import { insertFactChange, listCitingCampaigns } from '#database/fact-queries'
import { insertNoticesAgain } from '#database/notice-queries'
import type { Fact } from '#domain/fact'
import { mailNotices } from './mail-notices.ts'
import type { CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/**
 * Writes down what a fact said and what it says now, and tells staff of every campaign that cites it and is not over:
 * once for each campaign and fact, and anew with every change. Approvals need nothing done to them: they are bound to
 * what the facts said, so that a letter that is approved and waits does not leave before somebody approves it again.
 * @param executor the transaction that changes the fact
 * @param before null for a fact that is new
 * @param changedBy null where the seed library changed it
 */
export async function recordFactChange(
  world: World,
  executor: Executor,
  change: {
    readonly before: Fact | null
    readonly after: Fact
    readonly changedBy: string | null
    readonly reason: string | null
  },
): Promise<void> {
  const now = world.now()
  const factId = change.after.id
  await insertFactChange(executor, { id: world.newId(), factId, changedAt: now, ...change })
  if (change.before !== null) await tellOfFact(world, executor, factId)
}

/** Tells staff that a fact is not what it was when these campaigns were written, as far as they are not over. */
export async function tellOfFact(world: World, executor: Executor, factId: string): Promise<void> {
  const citing = await listCitingCampaigns(executor, factId)
  const notices = citing
    .filter(({ finishedAt, cancelledAt }) => !finishedAt && !cancelledAt)
    .map(({ id: campaignId }) => ({
      id: world.newId(),
      kind: 'fact-changed' as const,
      campaignId,
      factId,
      createdAt: world.now(),
    }))
  await insertNoticesAgain(executor, notices)
}

/**
 * Mails staff at once where a letter was put up or approved and waits, since it does not leave before somebody has looked;
 * of drafts they read in the next mail of the day.
 */
export async function mailIfWaiting(
  world: World,
  executor: Executor,
  uses: readonly CampaignStanding[],
): Promise<void> {
  const isWaiting = uses.some(
    ({ campaign: { submittedAt, releasedAt, cancelledAt } }) => submittedAt && !releasedAt && !cancelledAt,
  )
  if (isWaiting) await mailNotices(world, executor)
}
