import { bounceKindOf } from '#domain/bounce-kind'
import { domainBusy, ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure'
import type { SmtpReply } from './smtp-reply.ts'

/** Where a conversation stood: `content` from the first byte of the message to the answer to its final dot. */
export type SmtpStep = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'content'

/** What ended the attempt to hand over a message: a refusal, or a connection without one. Quotes nobody. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError'
  readonly step: SmtpStep
  readonly reply: SmtpReply | null
  /** What happened where there was no reply: `etimedout`. */
  readonly code: string

  constructor(step: SmtpStep, cause: SmtpReply | string) {
    const [reply, code] = typeof cause === 'string' ? [null, cause] : [cause, nameOf(cause)]
    super(`${step}: ${code}`)
    this.step = step
    this.reply = reply
    this.code = code
  }
}

/**
 * What such an end means for us.
 *
 * | said                                                | at                   | means                                |
 * |-----------------------------------------------------|----------------------|--------------------------------------|
 * | nothing, the connection broke                       | content              | unknown: it may have been taken      |
 * | nothing, the connection broke                       | before               | temporary                            |
 * | 4yz, 503                                            | anywhere             | temporary (RFC 5321 §3.8, RFC 4954)  |
 * | a used-up day or month, as 454 or 550 5.4.5         | mail, rcpt, content  | quota                                |
 * | 5.7.28, a flood of mail, whatever its first digit   | anywhere             | temporary: the same mail passes later|
 * | 5yz that means 4.2.1, a mailbox with too much mail  | rcpt, data, content  | temporary: the same mail passes later|
 * | 530, 534, 535, 538                                  | anywhere             | refused: who we are                  |
 * | 5.7.20 to 5.7.27, 5.7.515: our SPF, DKIM or DMARC   | anywhere             | refused: every letter fails alike    |
 * | 552, 5.3.4                                          | mail                 | permanent: this message is too large |
 * | 5yz                                                 | before the recipient | refused: the sender as a whole       |
 * | 5yz                                                 | rcpt, data, content  | permanent, and see `bounceKindOf`    |
 */
export function readSmtpFailure({ step, reply, code }: SmtpError): ProviderFailure {
  if (code === domainBusy) return new ProviderFailure('temporary', domainBusy)
  if (reply === null) {
    if (code === 'eauth') return new ProviderFailure('refused', 'smtp-auth')
    return new ProviderFailure(step === 'content' ? 'unknown' : 'temporary', `smtp-${code}`)
  }
  const kind = kindOfReply(reply, step)
  const speaksOfReader = step === 'rcpt' || step === 'content'
  return new ProviderFailure(kind, `smtp-${code}`, {
    isAddressDead: kind === 'permanent' && speaksOfReader && bounceKindOf(reply.status, reply.code) === 'hard',
    isOfReader: kind === 'temporary' && isPutOffByReader(step, reply),
  })
}

/** Whether a refusal speaks of the receiving domain or the way there, and not of one mailbox or one message. */
export function isDomainDeferral({ step, reply }: SmtpError): boolean {
  if (reply === null || (step !== 'rcpt' && step !== 'content')) return false
  if (![421, 450, 451].includes(reply.code)) return false
  return reply.status === null || /^4\.[347]\./.test(reply.status)
}

/**
 * A server that answers to the name of a recipient speaks of that recipient, unless of its own state (X.3.z). After the
 * message itself it speaks of itself, unless of a mailbox or the way to it.
 */
function isPutOffByReader(step: SmtpStep, { code, status }: SmtpReply): boolean {
  if (![450, 451, 452].includes(code) && status !== mailboxBusy) return false
  if (step === 'rcpt') return !status?.startsWith('4.3.')
  return step === 'content' && /^4\.[124]\./.test(status ?? '')
}

function nameOf({ code, status }: SmtpReply): string {
  return status === null ? String(code) : `${code}-${status}`
}

const saysWhoWeAre = [530, 534, 535, 538]

// See `meantStatus`.
const mailboxBusy = '4.2.1'

// IANA's registry of enhanced status codes, from RFC 7372 and RFC 8616; 5.7.515 is Outlook.com's.
const saysUnsigned = /^5\.7\.(2[0-7]|515)$/

function kindOfReply({ code, status, isQuota }: SmtpReply, step: SmtpStep): ProviderFailureKind {
  // No reply at all, by RFC 5321; whether the message was taken is anybody's guess.
  if (code < 400) return step === 'content' ? 'unknown' : 'temporary'
  if (saysWhoWeAre.includes(code)) return 'refused'
  if (isQuota && (step === 'mail' || step === 'rcpt' || step === 'content')) return 'quota'
  if (code < 500 || code === 503 || status === '5.7.28' || status === mailboxBusy) return 'temporary'
  if (saysUnsigned.test(status ?? '')) return 'refused'
  if (step === 'rcpt' || step === 'data' || step === 'content') return 'permanent'
  return step === 'mail' && (code === 552 || status === '5.3.4') ? 'permanent' : 'refused'
}
