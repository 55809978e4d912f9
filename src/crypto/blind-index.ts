import { createHmac } from 'node:crypto'
import type { EmailAddress } from '#domain/email-address'
import { deriveKey, type KeyRing } from './key-ring.ts'

/** Keyed hashes that let equal things be found without storing them (HMAC-SHA256, 32 bytes). */
export type BlindIndex = {
  /** Finds a subscriber by address. */
  address(address: EmailAddress): Buffer
  /** Finds a suppression by address; under a key of its own, it survives the erasure of the subscriber. */
  suppression(address: EmailAddress): Buffer
  /** Finds what must never be printed, by a form of `watchedForms`, without keeping it. */
  watched(form: string): Buffer
  /** Stands for a network prefix in rate limits, so that no network address is stored. Base64url. */
  network(prefix: string): string
}

export function createBlindIndex({ index, suppression }: Pick<KeyRing, 'index' | 'suppression'>): BlindIndex {
  const addressKey = deriveKey(index, 'address')
  const networkKey = deriveKey(index, 'network')
  const watchKey = deriveKey(index, 'watch-list')
  const suppressionKey = deriveKey(suppression, 'suppression')
  return {
    address: (address) => hmac(addressKey, address),
    suppression: (address) => hmac(suppressionKey, address),
    watched: (form) => hmac(watchKey, form),
    network: (prefix) => hmac(networkKey, prefix).toString('base64url'),
  }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
