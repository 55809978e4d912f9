import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { deriveKey, type KeyRing } from './key-ring.ts'

/** Names what a mailed link opens, and the secret that is in the link and nowhere else (base64url, 22 characters). */
export type ViewKey = { readonly id: string; readonly secret: string }

/**
 * Seals what a mailed link opens (AES-256-GCM, random 96-bit nonce: nonce ‖ ciphertext ‖ tag). Whoever has the database,
 * our keys and every page of ours, but not the link, finds nothing in it.
 */
export type SealedViews = {
  seal(key: ViewKey, text: string): Buffer
  /** Null for every other secret, and for what was altered or moved. */
  open(key: ViewKey, sealed: Uint8Array): string | null
}

/** The secret for an id: the same in every attempt of the mail that carries it. */
export type ViewSecrets = (id: string) => string

const secretLength = 16
const nonceLength = 12
const tagLength = 16

export function createViewSecrets({ letters }: Pick<KeyRing, 'letters'>): ViewSecrets {
  const key = deriveKey(letters, 'views')
  return (id) => createHmac('sha256', key).update(id).digest().subarray(0, secretLength).toString('base64url')
}

export const sealedViews: SealedViews = {
  seal({ id, secret }, text) {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', viewKey(readSecret(secret)), nonce).setAAD(Buffer.from(id))
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },

  open({ id, secret }, sealed) {
    const bytes = readSecret(secret)
    // Base64url lets several texts stand for the same bytes; only the one that we write is a secret.
    if (bytes.length !== secretLength || bytes.toString('base64url') !== secret) return null
    if (sealed.length < nonceLength + tagLength) return null
    const decipher = createDecipheriv('aes-256-gcm', viewKey(bytes), sealed.subarray(0, nonceLength))
      .setAAD(Buffer.from(id))
      .setAuthTag(sealed.subarray(-tagLength))
    const text = decipher.update(sealed.subarray(nonceLength, -tagLength))
    try {
      decipher.final()
    } catch {
      return null
    }
    return text.toString('utf8')
  },
}

function readSecret(secret: string): Buffer {
  return Buffer.from(secret, 'base64url')
}

function viewKey(secret: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'northlight/view', 32))
}
