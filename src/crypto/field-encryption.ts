import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { deriveKey, type NumberedKey } from './key-ring.ts'

/** Where a sealed value stands. It is bound to that place: moved to another row or column, it does not open. */
export type Place = { readonly table: string; readonly column: string; readonly id: string }

export type FieldSealer = {
  /** Encrypts a text for one place (AES-256-GCM, random 96-bit nonce): version ‖ key id ‖ nonce ‖ ciphertext ‖ tag. */
  seal(place: Place, text: string): Buffer
}

export type FieldOpener = {
  /**
   * Decrypts what `seal` made for the same place.
   * @throws Error when the value was altered, moved, or sealed with a key that the ring no longer holds.
   */
  open(place: Place, sealed: Uint8Array): string
}

const formatVersion = 1
const nonceLength = 12
const tagLength = 16
const headLength = 2 + nonceLength

export function createFieldSealer(keys: readonly NumberedKey[]): FieldSealer {
  const [current] = keys
  if (!current) throw new Error('The key ring holds no key for fields.')
  const key = createSecretKey(deriveKey(current.key, 'fields'))
  return {
    seal(place, text) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associatedData(place))
      const body = cipher.update(text, 'utf8')
      cipher.final()
      return Buffer.concat([Buffer.of(formatVersion, current.id), nonce, body, cipher.getAuthTag()])
    },
  }
}

export function createFieldOpener(keys: readonly NumberedKey[]): FieldOpener {
  const keysById = new Map(keys.map(({ id, key }) => [id, createSecretKey(deriveKey(key, 'fields'))]))
  return {
    open(place, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const key = keysById.get(bytes[1] ?? 0)
      if (bytes[0] !== formatVersion || !key || bytes.length < headLength + tagLength) {
        throw new Error(`A sealed field of ${place.table}.${place.column} has an unknown format or key.`)
      }
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(2, headLength))
        .setAAD(associatedData(place))
        .setAuthTag(bytes.subarray(-tagLength))
      const text = decipher.update(bytes.subarray(headLength, -tagLength))
      // Throws where the tag does not fit, before any of the text is used; there is nothing left to come.
      decipher.final()
      return text.toString('utf8')
    },
  }
}

function associatedData({ table, column, id }: Place): Buffer {
  return Buffer.from(`${table}\u0000${column}\u0000${id}`)
}
