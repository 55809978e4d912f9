import { limits } from '#domain/limits'
import { domainBusy, ProviderFailure } from '#domain/provider-failure'
import { createDkimSigner, type DkimKey } from './dkim-signer.ts'
import { createDomainShares } from './domain-shares.ts'
import type { Mailer, MailOutcome, OutgoingMail } from './mailer.ts'
import { readSmtpFailure, SmtpError } from './smtp-failure.ts'
import { domainOf, writeSignedMessage } from './smtp-message.ts'
import { createSmtpPool } from './smtp-pool.ts'
import { openSmtpSession, type SmtpServer } from './smtp-session.ts'

export type SmtpMailerOptions = {
  /**
   * `smtp://user:password@host:port` or `smtps://…`. The first needs STARTTLS of every host but this machine, unless
   * `?tls=off` says that the way there is safe by other means.
   */
  readonly url: string
  /** What signs every message; best an RSA and an Ed25519 key (RFC 8463 §3). */
  readonly dkim?: readonly DkimKey[]
  readonly connectionsMax?: number
  /** What the server allows, where that is less than it can; null for no such limit. */
  readonly messagesPerSecond?: number | null
  /** Within how many seconds of a call a message must be begun, and ended. */
  readonly startSeconds?: number
  readonly callSeconds?: number
  /** A receiving domain whose messages take longer, while others' do not, is slow. */
  readonly slowSeconds?: number
  readonly now?: () => Temporal.Instant
}

/**
 * Carries mail over SMTP through a few connections, one message per transaction (RFC 5321). There is no key by which a
 * server knows a message again, so an unknown outcome stays unknown. Mail to a receiving domain that is slow while
 * others are not is put off, with the code `domainBusy`, beyond that domain's share of the connections.
 */
export function createSmtpMailer({
  url,
  dkim = [],
  connectionsMax = 5,
  messagesPerSecond = null,
  startSeconds = limits.smtpStartSeconds,
  callSeconds = limits.smtpCallSeconds,
  slowSeconds = limits.smtpSlowSeconds,
  now = Temporal.Now.instant,
}: SmtpMailerOptions): Mailer {
  const server = readServer(url)
  const signer = createDkimSigner(dkim)
  const clock = (): number => performance.now()
  const shares = createDomainShares({ connectionsMax, slowSeconds, clock })
  const pool = createSmtpPool({
    open: (onEnd) => openSmtpSession(server, onEnd),
    connectionsMax,
    messagesPerSecond,
    startSeconds,
    slowSeconds,
    shares,
    clock,
  })

  const carry = async (mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome> => {
    const domain = domainOf(mail.to)
    try {
      if (signal.aborted) throw new SmtpError('connect', 'aborted')
      if (shares.isBusy(domain)) throw new SmtpError('connect', domainBusy)
      const from = requireAscii(mail.bounceTo ?? mail.from.address)
      const message = await writeSignedMessage(mail, { signer, at: now() })
      await pool.carry({ from, to: mail.to, message }, { domain, signal })
      return { kind: 'accepted', providerId: null }
    } catch (error) {
      if (error instanceof SmtpError) return { kind: 'failed', failure: readSmtpFailure(error) }
      if (error instanceof ProviderFailure) return { kind: 'failed', failure: error }
      throw error
    }
  }
  return {
    name: 'smtp',
    batchSizeMax: limits.smtpBatchSizeMax,
    windowSize: Math.min(connectionsMax, limits.smtpDoubtMax),
    doubtMax: limits.smtpDoubtMax,
    remembersKeys: false,
    allowance: () => null,
    deliver: (mails, { signal }) => {
      const untilCut = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
      return Promise.all(mails.map((mail) => carry(mail, untilCut)))
    },
    close: async () => pool.close(),
  }
}

/** Addresses beyond ASCII would need SMTPUTF8 of every server on the way (RFC 6531), which too few have. */
function requireAscii(path: string): string {
  if (!/^[!-;=?-~]+@[!-;=?-~]+$/.test(path)) throw new ProviderFailure('permanent', 'smtp-sender-unwritable')
  return path
}

function readServer(url: string): SmtpServer {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const mayBePlain = isLoopback(hostname) || searchParams.get('tls') === 'off'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // An offer of STARTTLS that somebody on the way strips off must not leave readers' addresses in the clear.
    requireTLS: !secure && !mayBePlain,
    login: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null,
    connectionTimeout: 10_000,
    greetingTimeout: limits.smtpGreetingSeconds * 1000,
    socketTimeout: 60_000,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
