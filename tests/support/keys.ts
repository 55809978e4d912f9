import { generateKeys, parseKeyRing, type KeyRing } from '#crypto/key-ring'

/** A fresh key ring. Every test file has its own, so nothing can come to depend on the bytes of one. */
export function createTestKeys(): KeyRing {
  return parseKeyRing(generateKeys())
}
