import type { DeliveryBatch } from '#database/batch-queries'
import type { Executor } from '#database/database'
import { markDropped, readRecipients, type Recipient } from '#database/delivery-queries'
import { letterLocale, mayBeMailed, type DropReason } from '#domain/audience'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { SendingWorld } from './world.ts'

/** One recipient as frozen at the seal. Everything personal in the message comes from here, so a retry cannot differ. */
export type SealedRecipient = {
  readonly position: number
  readonly to: string
  readonly locale: Locale
  readonly name: string | null
  readonly phrase: string
  readonly unsubscribeToken: string
  readonly preferencesToken: string
}

/**
 * The last look before the first attempt: whoever left, is suppressed or has no letter in a language of theirs is
 * dropped here, and the rest is frozen in order.
 */
export async function sealDeliveryBatch(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  { available, fallback }: { available: readonly Locale[]; fallback: Locale | null },
): Promise<SealedRecipient[]> {
  const now = world.now()
  const preferencesExpireAt = now.add({ hours: 24 * limits.letterPreferencesLinkDays })
  const kept: SealedRecipient[] = []
  const drops: { position: number; reason: DropReason }[] = []
  for (const recipient of await readRecipients(transaction, batch.id)) {
    const { position, subscriberId } = recipient
    const locale = letterLocale(available, recipient.locale, fallback)
    const reason = dropReasonOf(recipient, locale)
    if (reason !== null || locale === null || recipient.emailSealed === null) {
      drops.push({ position, reason: reason ?? 'left' })
      continue
    }
    const open = (column: string, sealed: Uint8Array): string =>
      world.opener.open({ table: 'subscribers', column, id: subscriberId }, sealed)
    kept.push({
      position,
      to: open('email', recipient.emailSealed),
      locale,
      name: recipient.nameSealed && open('name', recipient.nameSealed),
      phrase: recipient.phraseSealed
        ? open('phrase', recipient.phraseSealed)
        : world.phrases.phraseFor(subscriberId, locale),
      unsubscribeToken: world.links.sign('unsubscribe', { ids: [batch.campaignId, subscriberId], expiresAt: null }),
      preferencesToken: world.links.sign('preferences', { ids: [subscriberId], expiresAt: preferencesExpireAt }),
    })
  }
  await markDropped(transaction, batch.id, drops, now)
  return kept
}

function dropReasonOf(recipient: Recipient, locale: Locale | null): DropReason | null {
  if (!mayBeMailed(recipient)) return recipient.endedAt ? 'left' : 'suppressed'
  return locale === null ? 'language-missing' : null
}

/** The recipients of a batch as they are kept with it until it is settled: encrypted, and readable in its place only. */
export function sealRecipients(
  { sealer }: Pick<SendingWorld, 'sealer'>,
  batchId: string,
  recipients: readonly SealedRecipient[],
): Uint8Array {
  return sealer.seal(sealPlace(batchId), JSON.stringify(recipients))
}

/** The recipients of a sealed batch, as they were frozen. */
export function openSeal(
  { opener }: Pick<SendingWorld, 'opener'>,
  batchId: string,
  sealed: Uint8Array,
): SealedRecipient[] {
  return JSON.parse(opener.open(sealPlace(batchId), sealed)) as SealedRecipient[]
}

function sealPlace(batchId: string): { table: string; column: string; id: string } {
  return { table: 'delivery_batches', column: 'sealed', id: batchId }
}
