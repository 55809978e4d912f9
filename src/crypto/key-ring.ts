import { hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

const keySchema = z.base64().transform((text, context) => {
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) context.addIssue({ code: 'custom', message: 'a key must be 32 bytes in base64' })
  return key
})

const numberedKeysSchema = z
  .array(z.strictObject({ id: z.int().min(1).max(255), key: keySchema }))
  .min(1)
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, { message: 'key ids must differ' })

const keyRingSchema = z.strictObject({
  version: z.literal(1),
  /** Seals addresses, names and phrases. The first key seals; all of them open. */
  fields: numberedKeysSchema,
  /** Signs links. The first key signs; all of them verify, since an unsubscribe link never expires. */
  links: numberedKeysSchema,
  /** Blind index of subscribers' addresses. */
  index: keySchema,
  /** Keyed hash of suppressed addresses; a key of its own, so that it outlives erasure. */
  suppression: keySchema,
  /** Letter codes, readers' phrases, and the secrets of links that open what a reader's pages show. */
  letters: keySchema,
  /** Staff sessions. */
  staff: keySchema,
  /** Signs what we say of our letters. The first key signs; the others go on verifying what they signed. */
  manifests: numberedKeysSchema,
})

/** As it was before letters were vouched for. */
const oldKeyRingSchema = keyRingSchema.omit({ manifests: true })

export type NumberedKey = { readonly id: number; readonly key: Buffer }

export type KeyRing = z.infer<typeof keyRingSchema>

/**
 * Reads the text of a key file.
 * @throws Error naming the part at fault, never a key.
 */
export function parseKeyRing(text: string): KeyRing {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Error('The key file is not JSON.')
  }
  const parsed = keyRingSchema.safeParse(json)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`)
    throw new Error(`The key file is not usable: ${faults.join('; ')}`)
  }
  return parsed.data
}

/** The text of a new key file with fresh random keys. */
export function generateKeys(): string {
  const key = (): string => randomBytes(32).toString('base64')
  const file = {
    version: 1,
    fields: [{ id: 1, key: key() }],
    links: [{ id: 1, key: key() }],
    index: key(),
    suppression: key(),
    letters: key(),
    staff: key(),
    manifests: [{ id: 1, key: key() }],
  } satisfies z.input<typeof keyRingSchema>
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * The text of a key file from before letters were vouched for, with the key that it lacks; null for any other text. The
 * key is derived from one that is there, so that processes that start together add the same.
 */
export function addManifestKey(text: string): string | null {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return null
  }
  const { data: old } = oldKeyRingSchema.safeParse(file)
  if (!old || typeof file !== 'object') return null
  const key = deriveKey(old.letters, 'first-manifest-key').toString('base64')
  return `${JSON.stringify({ ...file, manifests: [{ id: 1, key }] }, null, 2)}\n`
}

/** A key for one purpose, derived from a key of the ring (HKDF-SHA256, RFC 5869), so that no key serves two uses. */
export function deriveKey(key: Buffer, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `northlight/${purpose}`, length))
}
