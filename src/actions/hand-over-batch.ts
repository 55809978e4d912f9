import type { DeliveryBatch } from '#database/batch-queries'
import type { DayShare } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { ProviderFailure } from '#domain/provider-failure'
import { troubleIn } from '#domain/provider-health'
import type { Mailer, MailOutcome, OutgoingMail } from '#mail/mailer'
import { outcomeUnknown } from './note-outcome.ts'
import { openBatchNotes } from './open-batch-notes.ts'
import type { World } from './world.ts'

/** A sealed batch that this process may hand to its provider, and the messages to hand over. */
export type ClaimedBatch = {
  /** As it stood before the claim. */
  readonly batch: DeliveryBatch
  readonly provider: ProviderName
  readonly mailer: Mailer
  readonly mails: readonly OutgoingMail[]
  /** The position of each of these. */
  readonly positions: readonly number[]
  readonly claimedAt: Temporal.Instant
  /** Messages in one call, and as many as may be noted as begun before their outcomes are. */
  readonly windowSize: number
  readonly doubtMax: number
  /** Whether it tries a provider that has rested, and whether the provider had failed before at all. */
  readonly isTrial: boolean
  readonly hadFailures: boolean
  /** What it took of its provider's day; null while nothing warms up. */
  readonly share: DayShare | null
}

/** What a provider answered for a batch. */
export type HandOver = {
  /** Of the messages that were begun, from the first on; the rest was never begun. */
  readonly outcomes: readonly MailOutcome[]
  /** The one answer for all of them, where the provider gave no other. */
  readonly whole: ProviderFailure | null
  /** What the last answers say of the provider itself. */
  readonly trouble: ProviderFailure | null
  /** When the batch was last noted as ours: at its claim, or since. */
  readonly begunAt: Temporal.Instant
}

/**
 * Hands a claimed batch to its provider, window by window. What may have begun is noted before it does, so that a process
 * that dies leaves a bounded number of messages in doubt. Ends early when the provider is in trouble or this process is
 * to stop. Null when another process has taken the batch over: then nothing is known here that is not known there.
 */
export async function handOverBatch(
  world: World,
  claimed: ClaimedBatch,
  signal: AbortSignal,
): Promise<HandOver | null> {
  const { mails, windowSize } = claimed
  const notes = openBatchNotes(world, claimed)
  const outcomes: MailOutcome[] = []
  let whole: ProviderFailure | null = null
  let trouble: ProviderFailure | null = null
  while (outcomes.length < mails.length && !trouble && !(signal.aborted && outcomes.length > 0)) {
    const begun = outcomes.length
    const window = mails.slice(begun, begun + windowSize)
    if (!(await notes.mayBegin(begun + window.length, outcomes))) return null
    const answer = await deliverWindow(claimed, window, { begun, signal })
    if ('failure' in answer && window.length === mails.length) whole = answer.failure
    const found =
      'failure' in answer
        ? window.map((): MailOutcome => ({ kind: 'failed', failure: answer.failure }))
        : answer.outcomes
    trouble = troubleIn(found.map((outcome) => (outcome.kind === 'failed' ? outcome.failure : null)))
    outcomes.push(...found)
  }
  if (!(await notes.close())) return null
  return { outcomes, whole, trouble, begunAt: notes.notedAt() }
}

async function deliverWindow(
  { batch, mailer, mails }: ClaimedBatch,
  window: readonly OutgoingMail[],
  { begun, signal }: { begun: number; signal: AbortSignal },
): Promise<{ outcomes: MailOutcome[] } | { failure: ProviderFailure }> {
  const key = window.length === mails.length ? batch.id : `${batch.id}-${begun}`
  try {
    const outcomes = await mailer.deliver(window, { key, signal })
    return { outcomes: window.map((_, index) => outcomes[index] ?? outcomeUnknown) }
  } catch (error) {
    if (error instanceof ProviderFailure) return { failure: error }
    throw error
  }
}
