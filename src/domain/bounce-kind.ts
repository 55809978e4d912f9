import type { BounceKind } from './provider-event.ts'

/**
 * The enhanced status codes (RFC 3463, registry of RFC 5248) that say that the address itself takes no mail and will
 * not. Everything else of class 5 speaks of the message, of us or of the moment, and must not cost a reader the
 * letters: a blocklisting (5.7.x) or a broken resolver at our own relay (5.4.4) would erase a whole list.
 */
const deadAddress: ReadonlySet<string> = new Set([
  // RFC 3463 §3.2: no such mailbox; no such system; not written as an address can be; moved without a new address.
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.6',
  // RFC 7505 §4.1: the domain says that it takes no mail. Exchange says so of a recipient that it does not know.
  '5.1.10',
  // RFC 3463 §3.3: the mailbox is closed; of class 5, for good. `meantStatus` in `src/mail` takes out who means a throttle.
  '5.2.1',
])

/** Replies with which a host turns away the caller and not the reader, whatever status they name (RFC 7504, RFC 5321). */
const refusesCaller = [521, 554]

/** "Domain does not accept mail" (RFC 7504 §4): the one reply code that speaks of the address without a status. */
const domainTakesNoMail = 556

/**
 * Whether a permanent "no" says that the address is dead (`hard`), so that it is mailed no more, or anything else
 * (`soft`). What is ambiguous is soft: 5.0.0 and 5.1.0 name nothing, 5.1.7 and 5.1.8 the sender, 5.4.1 stands in
 * Microsoft 365 for an unknown recipient and elsewhere for a host that was down, and a bare 550 may be a policy.
 * @param status the enhanced status code, `5.1.1`; null when there was none
 * @param replyCode the SMTP reply, `550`, where one is known
 */
export function bounceKindOf(status: string | null, replyCode?: number): BounceKind {
  if (replyCode === domainTakesNoMail) return 'hard'
  // RFC 2034 §4: the class of the status is the first digit of the reply. Where they differ, neither can be trusted.
  if (replyCode !== undefined && Math.trunc(replyCode / 100) !== 5) return 'soft'
  if (status === null || !deadAddress.has(status)) return 'soft'
  return status === '5.2.1' && replyCode !== undefined && refusesCaller.includes(replyCode) ? 'soft' : 'hard'
}
