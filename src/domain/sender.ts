import type { Letterhead } from './mail-template.ts'
import type { Locale } from './locale.ts'
import { Refusal } from './refusal.ts'

/** Who a campaign's letters come from, as approved. */
export type Sender = {
  readonly name: Letterhead['name']
  readonly address: string
  readonly replyTo: string
}

/**
 * Letters must come from a domain that DKIM signs for, or from one below it: the signature of another domain does not
 * speak for the sender.
 * @param dkimDomain null where nothing is signed here
 * @throws Refusal `sender-domain-not-signed`
 */
export function requireSignedDomain(address: string, dkimDomain: string | null, field: string): void {
  if (dkimDomain !== null && !isWithinDomain(address.slice(address.lastIndexOf('@') + 1), dkimDomain))
    throw new Refusal('sender-domain-not-signed', { field, domain: dkimDomain })
}

/** RFC 7489 §3.1.1, RFC 9989: aligned, in the relaxed sense that DMARC takes unless a domain asks for more. */
export function isWithinDomain(domain: string, parent: string): boolean {
  return `.${domain.toLowerCase()}`.endsWith(`.${parent.toLowerCase()}`)
}

/** The From name in the letter's language. */
export function senderNameIn(sender: Pick<Sender, 'name'>, locale: Locale): string {
  return sender.name[locale]
}
