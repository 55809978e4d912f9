import type { ApprovedMail } from '#database/approved-mail-queries'
import type { DeliveryBatch } from '#database/batch-queries'
import type { Executor } from '#database/database'
import { markDropped, readRecipients, type Recipient } from '#database/delivery-queries'
import { letterLocale, mayBeMailed, type DropReason } from '#domain/audience'
import type { Locale } from '#domain/locale'
import { readOccasion } from './read-occasion.ts'
import type { SendingWorld } from './world.ts'

/** One recipient as frozen at the seal. Everything personal in the message comes from here, so a retry cannot differ. */
export type SealedRecipient = {
  readonly position: number
  readonly to: string
  readonly locale: Locale
  readonly name: string | null
  readonly phrase: string
  readonly unsubscribeToken: string
  /** Gets the text part alone. */
  readonly isTextOnly: boolean
}

/**
 * The last look before the first attempt: whoever left, is suppressed, does not want the letter or has none in a language
 * of theirs is dropped here, and the rest is frozen in order.
 */
export async function sealDeliveryBatch(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  approved: ApprovedMail,
): Promise<SealedRecipient[]> {
  const occasion = await readOccasion(world, transaction, approved)
  const available = [...approved.letters.keys()]
  const kept: KeptRecipient[] = []
  const drops: { position: number; reason: DropReason }[] = []
  for (const recipient of await readRecipients(transaction, batch.id, occasion)) {
    const { position, emailSealed } = recipient
    const locale = letterLocale(available, recipient.locale, approved.fallbackLocale)
    const reason = dropReasonOf(recipient, locale)
    if (reason !== null || locale === null || emailSealed === null) drops.push({ position, reason: reason ?? 'left' })
    else kept.push({ ...recipient, emailSealed, locale })
  }
  await markDropped(transaction, batch.id, drops, occasion.now)
  const tokens = world.links.signAll(
    'unsubscribe',
    kept.map(({ subscriberId }) => ({ ids: [batch.campaignId, subscriberId], expiresAt: null })),
  )
  return kept.map((recipient, index) => ({
    ...openRecipient(world, recipient),
    unsubscribeToken: tokens[index] ?? '',
  }))
}

type KeptRecipient = Recipient & { readonly emailSealed: Uint8Array; readonly locale: Locale }

function openRecipient(
  { opener, phrases }: Pick<SendingWorld, 'opener' | 'phrases'>,
  { position, subscriberId, locale, emailSealed, nameSealed, phraseSealed, isTextOnly }: KeptRecipient,
): Omit<SealedRecipient, 'unsubscribeToken'> {
  const open = (column: string, sealed: Uint8Array): string =>
    opener.open({ table: 'subscribers', column, id: subscriberId }, sealed)
  return {
    position,
    to: open('email', emailSealed),
    locale,
    name: nameSealed && open('name', nameSealed),
    isTextOnly,
    phrase: phraseSealed ? open('phrase', phraseSealed) : phrases.phraseFor(subscriberId, locale),
  }
}

function dropReasonOf(recipient: Recipient, locale: Locale | null): DropReason | null {
  if (!mayBeMailed(recipient)) return recipient.endedAt ? 'left' : 'suppressed'
  return recipient.heldBack ?? (locale === null ? 'language-missing' : null)
}

/**
 * The recipients of a batch as they are kept with it until it is settled: encrypted, and readable in its place only.
 * @param recipients in JSON
 */
export function sealRecipients(
  { sealer }: Pick<SendingWorld, 'sealer'>,
  batchId: string,
  recipients: string,
): Uint8Array {
  return sealer.seal(sealPlace(batchId), recipients)
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
