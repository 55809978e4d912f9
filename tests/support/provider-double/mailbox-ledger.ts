import type { ProviderName } from '#domain/provider'

/** One message that reached a mailbox, or would have. */
export type LedgerEntry = {
  /** 1 for the first message that was taken, one more for each after it. */
  readonly number: number
  readonly provider: ProviderName
  readonly address: string
  /** Our own name of the message: the tag `d` at Resend, the local part of the Message-ID elsewhere. */
  readonly reference: string | null
  /** The provider's name of it; over SMTP the Message-ID. */
  readonly providerId: string
  /** The idempotency key under which it came. */
  readonly key: string | null
  /** Where it bounces to; null where the provider itself takes bounces. */
  readonly returnPath: string | null
  readonly takenAt: Temporal.Instant
}

/**
 * What arrived in mailboxes, whichever way it came: the judge that stands outside of Northlight. A message is entered
 * when a provider takes it, whether or not the provider's answer ever reaches us.
 */
export type MailboxLedger = {
  take(entry: Omit<LedgerEntry, 'number'>): LedgerEntry
  /** In the order in which they were taken. */
  readonly entries: readonly LedgerEntry[]
  /** The messages of each mailbox. */
  byAddress(): Map<string, LedgerEntry[]>
}

export function createMailboxLedger(): MailboxLedger {
  const entries: LedgerEntry[] = []
  return {
    take(entry) {
      const numbered = { number: entries.length + 1, ...entry }
      entries.push(numbered)
      return numbered
    },
    entries,
    byAddress: () => Map.groupBy(entries, ({ address }) => address),
  }
}
