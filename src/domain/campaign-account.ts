import type { DropReason } from './audience.ts'
import type { BounceKind } from './provider-event.ts'
import type { ProviderName } from './provider.ts'

/** The batches of one provider, settled or not, added up. */
export type BatchTotals = {
  /** Null for batches that were never sealed for any. */
  readonly provider: ProviderName | null
  readonly isSettled: boolean
  readonly size: number
  readonly accepted: number
  readonly dropped: number
  readonly failed: number
  readonly uncertain: number
  readonly delivered: number
  readonly complained: number
}

/** Letters to which the same happened. */
export type ExceptionTotals = {
  readonly provider: ProviderName | null
  readonly isSettled: boolean
  readonly dropReason: DropReason | null
  readonly failureCode: string | null
  readonly bounceKind: BounceKind | null
  readonly count: number
}

/** What the account of a campaign is added up from, all of it as of the same moment. */
export type CampaignTotals = {
  readonly batches: readonly BatchTotals[]
  readonly exceptions: readonly ExceptionTotals[]
  /** Letters that a reader's server put off and of which nothing was heard since. */
  readonly delayed: number
  /** Readers who left by a link in this letter. */
  readonly left: number
}

/** What was told of letters after they were handed over. A letter may stand in several of these. */
export type AfterAcceptance = {
  readonly delivered: number
  readonly bouncedHard: number
  readonly bouncedSoft: number
  readonly complained: number
}

/** What became of everyone for whom a campaign was. */
export type CampaignAccount = AfterAcceptance & {
  /** Readers who have a place in a batch; always the sum of the next five. */
  readonly frozen: number
  readonly accepted: number
  readonly dropped: number
  readonly failed: number
  readonly uncertain: number
  readonly waiting: number
  readonly delayed: number
  /** Readers who left by a link in this letter. */
  readonly left: number
}

/** What went by one provider. */
export type ProviderAccount = AfterAcceptance & {
  readonly provider: ProviderName
  readonly accepted: number
  readonly failed: number
  readonly uncertain: number
}

/** The account of a campaign with its reasons. */
export type BalancedAccount = {
  readonly account: CampaignAccount
  /** By reason; adds up to `account.dropped`. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>
  /** By the code of the failure; adds up to `account.failed`. */
  readonly failed: Readonly<Record<string, number>>
  readonly providers: readonly ProviderAccount[]
}

/**
 * Adds up the account of a campaign. What has a place in a batch counts as waiting until the batch is settled, whatever
 * is known already of single letters in it.
 */
export function balanceAccount({ batches, exceptions, delayed, left }: CampaignTotals): BalancedAccount {
  const settled = batches.filter(({ isSettled }) => isSettled)
  const ended = exceptions.filter(({ isSettled }) => isSettled)
  return {
    account: {
      frozen: sum(batches, 'size'),
      accepted: sum(settled, 'accepted'),
      dropped: sum(settled, 'dropped'),
      failed: sum(settled, 'failed'),
      uncertain: sum(settled, 'uncertain'),
      waiting: sum(batches, 'size') - sum(settled, 'size'),
      ...afterAcceptance(batches, exceptions),
      delayed,
      left,
    },
    dropped: countBy(ended, ({ dropReason }) => dropReason),
    failed: countBy(ended, ({ dropReason, failureCode }) => (dropReason === null ? failureCode : null)),
    providers: accountsOfProviders(batches, exceptions),
  }
}

function accountsOfProviders(
  batches: readonly BatchTotals[],
  exceptions: readonly ExceptionTotals[],
): ProviderAccount[] {
  const names = [...new Set(batches.flatMap(({ provider }) => provider ?? []))].toSorted()
  return names.map((provider) => {
    const own = batches.filter((batch) => batch.provider === provider)
    const settled = own.filter(({ isSettled }) => isSettled)
    return {
      provider,
      accepted: sum(settled, 'accepted'),
      failed: sum(settled, 'failed'),
      uncertain: sum(settled, 'uncertain'),
      ...afterAcceptance(
        own,
        exceptions.filter((exception) => exception.provider === provider),
      ),
    }
  })
}

function afterAcceptance(batches: readonly BatchTotals[], exceptions: readonly ExceptionTotals[]): AfterAcceptance {
  const bounces = countBy(exceptions, ({ bounceKind }) => bounceKind)
  return {
    delivered: sum(batches, 'delivered'),
    bouncedHard: bounces['hard'] ?? 0,
    bouncedSoft: bounces['soft'] ?? 0,
    complained: sum(batches, 'complained'),
  }
}

type Count = Exclude<keyof BatchTotals, 'provider' | 'isSettled'>

function sum(batches: readonly BatchTotals[], count: Count): number {
  return batches.reduce((total, batch) => total + batch[count], 0)
}

function countBy(
  exceptions: readonly ExceptionTotals[],
  nameOf: (exception: ExceptionTotals) => string | null,
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const exception of exceptions) {
    const name = nameOf(exception)
    if (name !== null) counts[name] = (counts[name] ?? 0) + exception.count
  }
  return counts
}
