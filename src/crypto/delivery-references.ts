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

/** The first key signs; all of them verify. */
export function createDeliveryReferences(keys: readonly NumberedKey[]): DeliveryReferences {
  const macKeys = keys.map(({ key }) => createSecretKey(deriveKey(key, 'delivery-references')))
  const [current] = macKeys
  if (!current) throw new Error('The key ring holds no key for links.')
  return {
    sign({ batchId, position }) {
      const named = `${batchId.replaceAll('-', '')}-${position}`
      return `${named}-${macOf(current, named)}`
    },
    read(reference) {
      const parts = deliveryReferenceForm.exec(reference.toLowerCase())
      if (!parts) return null
      const [whole, ...groups] = parts
      const mac = Buffer.from(groups[6] ?? '')
      const named = whole.slice(0, -macLength - 1)
      if (!macKeys.some((key) => timingSafeEqual(Buffer.from(macOf(key, named)), mac))) return null
      return { batchId: groups.slice(0, 5).join('-'), position: Number(groups[5]) }
    },
  }
}

function macOf(key: KeyObject, named: string): string {
  return createHmac('sha256', key).update(named).digest('hex').slice(0, macLength)
}
