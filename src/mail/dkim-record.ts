import { createPublicKey } from 'node:crypto'
import type { DkimKey } from './dkim-signer.ts'

/**
 * The text record by which verifiers check what a key signs (RFC 6376 §3.6.1, RFC 8463 §4.2), and its name. It holds the
 * public half alone.
 */
export function dkimRecordOf({ domainName, keySelector, privateKey }: DkimKey): { name: string; record: string } {
  const publicKey = createPublicKey(privateKey)
  const kind = publicKey.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'rsa'
  const encoded = publicKey.export({ type: 'spki', format: 'der' })
  // An Ed25519 key stands bare in the DNS: the last 32 bytes of its usual form (RFC 8410 §4).
  const bytes = kind === 'ed25519' ? encoded.subarray(-32) : encoded
  return {
    name: `${keySelector}._domainkey.${domainName}`,
    record: `v=DKIM1; k=${kind}; p=${bytes.toString('base64')}`,
  }
}
