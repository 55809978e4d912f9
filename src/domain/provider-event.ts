import type { ProviderName } from './provider.ts'

/**
 * What a provider, or the server of a reader, tells of one message after it was handed over.
 * - `accepted`: the provider has it
 * - `delivered`: the reader's server has it
 * - `delayed`: the reader's server does not take it yet
 * - `bounced`: it came back; `bounceKind` says whether the address is at fault
 * - `complained`: the reader called it spam
 * - `suppressed`: the provider did not even try, because the address bounced or complained before
 * - `failed`: the provider gave up for a reason of its own
 */
export const providerEventKinds = [
  'accepted',
  'delivered',
  'delayed',
  'bounced',
  'complained',
  'suppressed',
  'failed',
] as const

export type ProviderEventKind = (typeof providerEventKinds)[number]

/** `hard`: the address does not exist or will never take mail. `soft`: anything else, a full mailbox or a policy. */
export const bounceKinds = ['hard', 'soft'] as const

export type BounceKind = (typeof bounceKinds)[number]

/** One event, with nothing personal in it. */
export type ProviderEvent = {
  /** Names the event for ever; the same id again is the same event. */
  readonly id: string
  readonly provider: ProviderName
  readonly kind: ProviderEventKind
  /** Of `bounced` only. */
  readonly bounceKind: BounceKind | null
  /** The signed reference of the message as we gave it away; see `DeliveryReferences`. */
  readonly reference: string | null
  readonly occurredAt: Temporal.Instant
}

/**
 * The outward form of every reference of ours: batch, place and signature, as `DeliveryReferences` makes them. A message
 * whose reference has another form is none of a campaign's.
 */
export const deliveryReferenceForm =
  /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-(0|[1-9]\d?)-([0-9a-f]{16})$/

/**
 * Reads what came to a provider's webhook. `forged`: nobody who knows the secret signed this, or not now. `irrelevant`:
 * genuine, and about nothing that is kept.
 */
export type ReadWebhook = (delivery: {
  readonly body: string
  /** The value of a header, by its lower-case name. */
  readonly header: (name: string) => string | undefined
  readonly now: Temporal.Instant
}) => ProviderEvent | 'irrelevant' | 'forged'
