/** What a mail to an address of the inbound domain is for, by the address alone. */
export type InboundAddress =
  /** A letter comes back to where it bounces: the reference is whatever stood there, genuine or not. */
  | { readonly purpose: 'bounce'; readonly reference: string }
  /** A reader leaves by the `mailto:` link of a letter. */
  | { readonly purpose: 'unsubscribe' }
  /** A mailbox provider passes on that a reader called a letter spam. */
  | { readonly purpose: 'complaint' }

const bouncePrefix = 'bounce+'

/** Where a letter bounces to, and nothing else does (VERP): it tells which letter came back, however badly it says so. */
export function bounceAddress(reference: string, inboundDomain: string): string {
  return `${bouncePrefix}${reference}@${inboundDomain}`
}

/** The mailbox of the `mailto:` link in `List-Unsubscribe` (RFC 2369 §3.2). */
export function unsubscribeAddress(inboundDomain: string): string {
  return `unsubscribe@${inboundDomain}`
}

/** What a recipient is for; null for every address that is none of ours. Servers on the way may fold its case. */
export function readInboundAddress(address: string, inboundDomain: string): InboundAddress | null {
  const folded = address.toLowerCase()
  const at = folded.lastIndexOf('@')
  if (folded.slice(at + 1) !== inboundDomain.toLowerCase()) return null
  const local = folded.slice(0, Math.max(at, 0))
  if (local === 'unsubscribe') return { purpose: 'unsubscribe' }
  if (local === 'complaints') return { purpose: 'complaint' }
  if (!local.startsWith(bouncePrefix)) return null
  return { purpose: 'bounce', reference: local.slice(bouncePrefix.length) }
}
