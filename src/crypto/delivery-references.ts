import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { deliveryReferenceForm } from '#domain/provider-event'
import { deriveKey, type NumberedKey } from './key-ring.ts'

/** Where a message stands: its batch, and its place in it. */
export type DeliveryPlace = { readonly batchId: string; readonly position: number }

/**
 * The name of a message outside of our house: in its Message-ID, in a tag at the provider, in the address to which it
 * bounces. Signed, so that whoever has one letter cannot report another reader's as bounced. Lower-case letters,
 * digits and hyphens only, at most 52 of them, since servers on the way may fold the case of a local part.
 */
export type DeliveryReferences = {
  sign(place: DeliveryPlace): string
  /** The place that a genuine reference names; null for everything else. */
  read(reference: string): DeliveryPlace | null
}

const macLength = 16
// SHA-512 gives as many MACs at once, of 64 bits each.
const placesInBlock = 8

/** The first key signs; all of them verify. */
export function createDeliveryReferences(keys: readonly NumberedKey[]): DeliveryReferences {
  const macKeys = keys.map(({ key }) => createSecretKey(deriveKey(key, 'delivery-references')))
  const [current] = macKeys
  if (!current) throw new Error('The key ring holds no key for links.')
  const sign = macsUnder(current)
  const readers = macKeys.map(macsUnder)
  // The messages of a batch are signed one after the other.
  let latest = { batchId: '', batch: '' }
  return {
    sign({ batchId, position }) {
      if (latest.batchId !== batchId) latest = { batchId, batch: batchId.replaceAll('-', '') }
      return `${latest.batch}-${position}-${sign(latest.batch, position)}`
    },
    read(reference) {
      const parts = deliveryReferenceForm.exec(reference.toLowerCase())
      if (!parts) return null
      const ids = parts.slice(1, 6)
      const position = Number(parts[6])
      const mac = Buffer.from(parts[7] ?? '')
      const isOurs = readers.some((macOf) => timingSafeEqual(Buffer.from(macOf(ids.join(''), position)), mac))
      return isOurs ? { batchId: ids.join('-'), position } : null
    },
  }
}

/**
 * The MACs of a batch's places, of which the latest block is kept: one HMAC serves eight messages that are signed in their
 * order. Each is a part of its own of what the key makes of the block, and tells nothing of the others.
 */
function macsUnder(key: KeyObject): (batch: string, position: number) => string {
  let latest = { block: '', macs: '' }
  return (batch, position) => {
    const block = `${batch}-${Math.floor(position / placesInBlock)}`
    if (latest.block !== block) latest = { block, macs: createHmac('sha512', key).update(block).digest('hex') }
    const at = (position % placesInBlock) * macLength
    return latest.macs.slice(at, at + macLength)
  }
}
