import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import { deriveKey, type NumberedKey } from './key-ring.ts'

/** What a link may do. A token made for one purpose is worthless for every other. */
export type LinkPurpose = 'confirm' | 'block' | 'preferences' | 'unsubscribe'

/** Whom or what a link is about, and until when it holds; null never ends. */
export type LinkClaim = { readonly ids: readonly string[]; readonly expiresAt: Temporal.Instant | null }

/**
 * Signs links. A token is deterministic, so that a sealed batch that is sent again is the same to the byte, and opaque:
 * the ids inside are encrypted, since a version 7 UUID would tell when someone subscribed.
 */
export type LinkSigner = {
  sign(purpose: LinkPurpose, claim: LinkClaim): string
  /** The claim of a genuine token, whether or not its time is over; null for everything else. */
  verify(purpose: LinkPurpose, token: string): LinkClaim | null
}

const uuidLength = 16
const expiryLength = 4
const macLength = 16
const idsMax = 2
const tokenLengthMax = 120

// As key objects: a call with bare bytes makes one each time, which costs as much as a short text does.
type PurposeKeys = { readonly cipher: KeyObject; readonly mac: KeyObject }

export function createLinkSigner(keys: readonly NumberedKey[]): LinkSigner {
  const [current] = keys
  if (!current) throw new Error('The key ring holds no key for links.')
  const keysById = new Map(keys.map(({ id, key }) => [id, key]))
  const purposeKeys = new Map<string, PurposeKeys>()

  const keysFor = (purpose: LinkPurpose, keyId: number): PurposeKeys | null => {
    const name = `${purpose}/${keyId}`
    const known = purposeKeys.get(name)
    if (known) return known
    const key = keysById.get(keyId)
    if (!key) return null
    const derived = {
      cipher: createSecretKey(deriveKey(key, `links/${purpose}/cipher`, 16)),
      mac: createSecretKey(deriveKey(key, `links/${purpose}/mac`)),
    }
    purposeKeys.set(name, derived)
    return derived
  }

  return {
    sign(purpose, { ids, expiresAt }) {
      const purposeKey = keysFor(purpose, current.id)
      if (!purposeKey || ids.length < 1 || ids.length > idsMax) throw new Error('A link carries one or two ids.')
      const expiry = Buffer.alloc(expiryLength)
      if (expiresAt) expiry.writeUInt32BE(Math.floor(expiresAt.epochMilliseconds / 1000))
      const cipher = createCipheriv('aes-128-cbc', purposeKey.cipher, initialVector(expiry)).setAutoPadding(false)
      // Whole blocks and no padding: nothing is left for `final`.
      const body = cipher.update(Buffer.concat(ids.map(uuidToBytes)))
      const signed = Buffer.concat([Buffer.of(current.id), expiry, body])
      return Buffer.concat([signed, macOf(purposeKey.mac, signed)]).toString('base64url')
    },

    verify(purpose, token) {
      if (token.length > tokenLengthMax || !/^[A-Za-z0-9_-]+$/.test(token)) return null
      const bytes = Buffer.from(token, 'base64url')
      const bodyLength = bytes.length - 1 - expiryLength - macLength
      if (bodyLength < uuidLength || bodyLength > idsMax * uuidLength || bodyLength % uuidLength !== 0) return null
      // Base64url lets several texts stand for the same bytes; only the one that we write is a token.
      if (bytes.toString('base64url') !== token) return null
      const purposeKey = keysFor(purpose, bytes[0] ?? 0)
      if (!purposeKey) return null
      const signed = bytes.subarray(0, -macLength)
      if (!timingSafeEqual(macOf(purposeKey.mac, signed), bytes.subarray(-macLength))) return null
      const expiry = signed.subarray(1, 1 + expiryLength)
      const decipher = createDecipheriv('aes-128-cbc', purposeKey.cipher, initialVector(expiry)).setAutoPadding(false)
      const ids = Buffer.concat([decipher.update(signed.subarray(1 + expiryLength)), decipher.final()])
      const seconds = expiry.readUInt32BE()
      return {
        ids: Array.from({ length: ids.length / uuidLength }, (_, index) =>
          bytesToUuid(ids.subarray(index * uuidLength, (index + 1) * uuidLength)),
        ),
        expiresAt: seconds === 0 ? null : Temporal.Instant.fromEpochMilliseconds(seconds * 1000),
      }
    },
  }
}

// A fixed vector is sound here: UUIDs are unique blocks, and the same token for the same claim is what we want.
function initialVector(expiry: Buffer): Buffer {
  return Buffer.concat([expiry, Buffer.alloc(16 - expiryLength)])
}

function macOf(key: KeyObject, signed: Buffer): Buffer {
  return createHmac('sha256', key).update(signed).digest().subarray(0, macLength)
}

function uuidToBytes(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  if (bytes.length !== uuidLength) throw new Error('A link carries UUIDs.')
  return bytes
}

function bytesToUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
