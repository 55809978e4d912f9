import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, CompactSign, compactVerify, createLocalJWKSet, errors } from 'jose'
import { z } from 'zod'
import { deriveKey, type NumberedKey } from './key-ring.ts'

/** A set of public keys (RFC 7517 §5): those that signed what we say of our letters. */
export type ManifestKeySet = { readonly keys: readonly z.infer<typeof publicKeySchema>[] }

/** Signs what we say of our letters: a compact JWS (RFC 7515) with Ed25519 (RFC 8037). */
export type ManifestSigner = { sign(manifest: object): Promise<string> }

const algorithm = 'EdDSA'

/** Names what is signed, so that a signature of ours never passes for one of something else. */
const manifestType = 'northlight-letter+json'

const publicKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url(),
  /** Its thumbprint (RFC 7638), by which it can be pinned. */
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal(algorithm),
})

const keySetSchema = z.object({ keys: z.array(publicKeySchema).min(1) })

/** The public halves of the keys of the ring, the one that signs first. */
export async function publicManifestKeys(keys: readonly NumberedKey[]): Promise<ManifestKeySet> {
  return { keys: await Promise.all(keys.map((key) => describeKey(privateKeyOf(key)))) }
}

/** The first key signs. */
export function createManifestSigner(keys: readonly NumberedKey[]): ManifestSigner {
  const [current] = keys
  if (!current) throw new Error('The key ring holds no key for manifests.')
  const key = privateKeyOf(current)
  const described = describeKey(key)
  return {
    async sign(manifest) {
      const { kid } = await described
      return new CompactSign(Buffer.from(JSON.stringify(manifest)))
        .setProtectedHeader({ alg: algorithm, kid, typ: manifestType })
        .sign(key)
    },
  }
}

/**
 * What a compact JWS says, if one of the keys signed it.
 * @returns null for what no key of the set signed as a manifest
 */
export async function verifyManifest(jws: string, keys: ManifestKeySet): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet({ keys: [...keys.keys] }), {
      algorithms: [algorithm],
    })
    if (protectedHeader.typ !== manifestType) return null
    const manifest: unknown = JSON.parse(Buffer.from(payload).toString('utf8'))
    return manifest
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Reads the text of a key set, as it stands at our well-known address.
 * @throws Error for what is none
 */
export function parseManifestKeys(text: string): ManifestKeySet {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Error('The key file is not JSON.')
  }
  const parsed = keySetSchema.safeParse(json)
  if (!parsed.success) throw new Error('The key file holds no Ed25519 keys (a JWK set, RFC 7517).')
  return parsed.data
}

/** SHA-256 of a text in UTF-8, as base64url. */
export function digestText(text: string): string {
  return hash('sha256', text, 'base64url')
}

// The seed of a key pair is derived, as every key of the ring is before it is used.
function privateKeyOf({ key }: NumberedKey): KeyObject {
  return createPrivateKey({ key: deriveKey(key, 'manifests'), format: 'raw-private', asymmetricKeyType: 'ed25519' })
}

async function describeKey(key: KeyObject): Promise<ManifestKeySet['keys'][number]> {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: algorithm }
}
