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
export type LinkPurpose = 'confirm' | 'block' | 'preferences' | 'address' | 'unsubscribe'

/** Whom or what a link is about, and until when it holds; null never ends. */
export type LinkClaim = { readonly ids: readonly string[]; readonly expiresAt: Temporal.Instant | null }

/**
 * Signs links. A token is deterministic, so that a sealed batch that is sent again is the same to the byte, and opaque:
 * the ids inside are encrypted, since a version 7 UUID would tell when someone subscribed.
 */
export type LinkSigner = {
  sign(purpose: LinkPurpose, claim: LinkClaim): string
  /** As `sign`, for many claims in one go and in their order: a third of the work for each. */
  signAll(purpose: LinkPurpose, claims: readonly LinkClaim[]): string[]
  /** The claim of a genuine token, whether or not its time is over; null for everything else. */
  verify(purpose: LinkPurpose, token: string): LinkClaim | null
}

// A token is the number of its key, its expiry in seconds, its ids encrypted, and a MAC of all these.
const expiryAt = 1
const expiryLength = 4
const idsAt = expiryAt + expiryLength
const uuidLength = 16
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

  const signAll: LinkSigner['signAll'] = (purpose, claims) => {
    const purposeKey = keysFor(purpose, current.id)
    if (!purposeKey) throw new Error('The key ring holds no key for links.')
    const tokens = claims.map((claim) => layOut(current.id, claim))
    encryptIds(purposeKey.cipher, tokens)
    return tokens.map((token) => {
      const macAt = token.length - macLength
      token.write(macOf(purposeKey.mac, token.subarray(0, macAt)), macAt, macLength, 'latin1')
      return token.toString('base64url')
    })
  }

  return {
    sign: (purpose, claim) => signAll(purpose, [claim])[0] ?? '',
    signAll,

    verify(purpose, token) {
      if (token.length > tokenLengthMax || !/^[A-Za-z0-9_-]+$/.test(token)) return null
      const bytes = Buffer.from(token, 'base64url')
      const bodyLength = bytes.length - idsAt - macLength
      if (bodyLength < uuidLength || bodyLength > idsMax * uuidLength || bodyLength % uuidLength !== 0) return null
      // Base64url lets several texts stand for the same bytes; only the one that we write is a token.
      if (bytes.toString('base64url') !== token) return null
      const purposeKey = keysFor(purpose, bytes[0] ?? 0)
      if (!purposeKey) return null
      const signed = bytes.subarray(0, -macLength)
      const mac = Buffer.from(macOf(purposeKey.mac, signed), 'latin1').subarray(0, macLength)
      if (!timingSafeEqual(mac, bytes.subarray(-macLength))) return null
      const expiry = signed.subarray(expiryAt, idsAt)
      const decipher = createDecipheriv('aes-128-cbc', purposeKey.cipher, initialVector(expiry)).setAutoPadding(false)
      const ids = Buffer.concat([decipher.update(signed.subarray(idsAt)), decipher.final()])
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

/** A token with its ids in the clear and room for its MAC. */
function layOut(keyId: number, { ids, expiresAt }: LinkClaim): Buffer {
  if (ids.length < 1 || ids.length > idsMax) throw new Error('A link carries one or two ids.')
  const token = Buffer.allocUnsafe(idsAt + ids.length * uuidLength + macLength)
  token[0] = keyId
  token.writeUInt32BE(expiresAt ? Math.floor(expiresAt.epochMilliseconds / 1000) : 0, expiryAt)
  for (const [index, id] of ids.entries()) {
    const hex = id.replaceAll('-', '')
    const written = token.write(hex, idsAt + index * uuidLength, 'hex')
    if (hex.length !== 2 * uuidLength || written !== uuidLength) throw new Error('A link carries UUIDs.')
  }
  return token
}

/**
 * Encrypts the ids of tokens in place: AES-CBC, of all tokens the first block and then the second, since a cipher of its
 * own for each token would cost as much as a hundred blocks.
 */
function encryptIds(key: KeyObject, tokens: readonly Buffer[]): void {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  for (let at = idsAt; at < idsAt + idsMax * uuidLength; at += uuidLength) {
    const open = tokens.filter((token) => token.length - macLength > at)
    for (const token of open) chain(token, at)
    const blocks = cipher.update(Buffer.concat(open.map((token) => token.subarray(at, at + uuidLength))))
    for (const [index, token] of open.entries()) blocks.copy(token, at, index * uuidLength, (index + 1) * uuidLength)
  }
}

/** Adds to a block what came before it: the block before, or the initial vector. */
function chain(token: Buffer, at: number): void {
  const [from, length] = at === idsAt ? [expiryAt, expiryLength] : [at - uuidLength, uuidLength]
  for (let index = 0; index < length; index++) token[at + index] = (token[at + index] ?? 0) ^ (token[from + index] ?? 0)
}

// A fixed vector is sound here: UUIDs are unique blocks, and the same token for the same claim is what we want.
function initialVector(expiry: Buffer): Buffer {
  return Buffer.concat([expiry, Buffer.alloc(16 - expiryLength)])
}

/** In Latin-1, of which the first characters count: bytes of its own would cost as much as the hash. */
function macOf(key: KeyObject, signed: Buffer): string {
  return createHmac('sha256', key).update(signed).digest('latin1')
}

function bytesToUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
