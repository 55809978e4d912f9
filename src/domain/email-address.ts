import { limits } from './limits.ts'
import { Refusal } from './refusal.ts'

declare const emailAddress: unique symbol

/** An address in the one form in which it is stored, looked up and mailed. Made only by `parseEmailAddress`. */
export type EmailAddress = string & { readonly [emailAddress]: true }

// RFC 5321 dot-atom: what real mailboxes use. Quoted local parts and address literals are legal and never meant.
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
// RFC 1123 §2.1: two labels at least, none of which begins or ends with a hyphen, and the last is no number.
const domainName = /^(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?![0-9]+$)(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * Brings an address to its one form: trimmed, Unicode NFC, lower case, the domain in its ASCII form (IDNA).
 * Lower-casing the local part merges mailboxes that RFC 5321 §2.4 lets differ; no provider of note lets them.
 * @throws Refusal `address-malformed`, or `address-not-supported` for a local part beyond ASCII (RFC 6531), which too
 * few servers accept to promise delivery.
 */
export function parseEmailAddress(input: string, field = 'email'): EmailAddress {
  const text = input.trim()
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1 || input.length > 4 * limits.addressLengthMax)
    throw new Refusal('address-malformed', { field })
  // Asked of what was typed: the Kelvin sign, for one, turns into an ASCII letter when it is lowered.
  if (/[^\u0000-\u007f]/.test(text.slice(0, at))) {
    throw new Refusal(/[\p{Cc}\p{Cf}\p{Z}]/u.test(text.slice(0, at)) ? 'address-malformed' : 'address-not-supported', {
      field,
    })
  }
  const local = text.slice(0, at).toLowerCase()
  const domain = asciiDomain(
    text
      .slice(at + 1)
      .normalize('NFC')
      .toLowerCase(),
  )
  const isWhole = localPart.test(local) && local.length <= 64 && domain !== null && domainName.test(domain)
  const address = `${local}@${domain}`
  if (!isWhole || address.length > limits.addressLengthMax) throw new Refusal('address-malformed', { field })
  return address as EmailAddress
}

// Already in the form that the URL parser would give it: nearly every domain, and every one that was parsed before.
const plainDomain = /^(?!.*xn--)(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/

/** The ASCII form of a domain name (UTS 46 through the URL parser); null when it is not one. */
function asciiDomain(domain: string): string | null {
  if (plainDomain.test(domain)) return domain
  const url = `http://${domain}`
  if (/[\s/?#:%@\\[\]]/.test(domain) || !URL.canParse(url)) return null
  return new URL(url).hostname
}
