import { createTransport, type SMTPPoolOptions } from 'nodemailer'
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure'
import { limits } from '#domain/limits'
import type { Mailer, MailOutcome, OutgoingMail } from './mailer.ts'

export type DkimKey = { readonly domainName: string; readonly keySelector: string; readonly privateKey: string }

export type SmtpMailerOptions = {
  /**
   * `smtp://user:password@host:port` or `smtps://…`. The first needs STARTTLS of every host but this machine, unless
   * `?tls=off` says that the way there is safe by other means.
   */
  readonly url: string
  readonly dkim?: DkimKey | undefined
  readonly connectionsMax?: number
  /** Within how many seconds of a call a message must be begun, and ended. */
  readonly startSeconds?: number
  readonly callSeconds?: number
}

// nodemailer's own list leaves out List-Unsubscribe-Post, without which RFC 8058 §4 does not hold.
const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Subscribe:List-Post:List-Owner:List-Archive:Auto-Submitted'

/**
 * Carries mail over SMTP through a pool of connections, one message per transaction (RFC 5321). There is no key by
 * which a server knows a message again, so an unknown outcome stays unknown.
 */
export function createSmtpMailer({
  url,
  dkim,
  connectionsMax = 5,
  startSeconds = limits.smtpStartSeconds,
  callSeconds = limits.smtpCallSeconds,
}: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    ...poolOptions(url, connectionsMax),
    ...(dkim ? { dkim: { ...dkim, headerFieldNames: signedHeaders } } : {}),
  })
  const bodies = new Map<string, { readonly readableDidRead: boolean }>()
  // The pool reads the body of a message only once the server has asked for it with its answer to DATA.
  transport.use('stream', (mail, done) => {
    const createBody = mail.message.createReadStream.bind(mail.message)
    mail.message.createReadStream = (options) => {
      const body = createBody(options)
      bodies.set(String(mail.data.messageId), body)
      return body
    }
    done()
  })
  return {
    name: 'smtp',
    batchSizeMax: limits.smtpBatchSizeMax,
    windowSize: limits.smtpBatchSizeMax,
    remembersKeys: false,
    allowance: () => null,
    deliver: (mails, { signal }) => {
      const untilCut = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
      return Promise.all(mails.map((mail) => sendOne(mail, untilCut)))
    },
    close: async () => transport.close(),
  }

  async function sendOne(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome> {
    const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1)
    const messageId = `<${mail.reference}@${domain}>`
    const waiting = new AbortController()
    const untilStart = setTimeout(() => {
      if (!bodies.has(messageId)) waiting.abort()
    }, startSeconds * 1000)
    try {
      await transport.sendMail({
        messageId,
        from: mail.from,
        to: mail.to,
        replyTo: mail.replyTo,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: mail.headers,
        signal: AbortSignal.any([signal, waiting.signal]),
        encoding: 'base64',
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return { kind: 'accepted', providerId: messageId }
    } catch (error) {
      return {
        kind: 'failed',
        failure: readSmtpError(error, { wasHandedOver: bodies.get(messageId)?.readableDidRead ?? false }),
      }
    } finally {
      clearTimeout(untilStart)
      bodies.delete(messageId)
    }
  }
}

function poolOptions(url: string, maxConnections: number): SMTPPoolOptions {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const mayBePlain = isLoopback(hostname) || searchParams.get('tls') === 'off'
  return {
    pool: true,
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // An offer of STARTTLS that somebody on the way strips off must not leave readers' addresses in the clear.
    requireTLS: !secure && !mayBePlain,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    maxConnections,
    maxMessages: Infinity,
    // A server that hangs up at its greeting is down; the job waits and tries again, not the pool.
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    logger: false,
    debug: false,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

type SmtpError = { readonly code?: string; readonly responseCode?: number; readonly command?: string }

/**
 * What an error of nodemailer means. Its message is left behind, since it quotes the server, which quotes addresses.
 * `wasHandedOver`: whether any of the message was read towards the server. The error does not tell: it calls a
 * connection that broke after the final dot by the same name as one that never stood.
 */
export function readSmtpError(error: unknown, { wasHandedOver }: { readonly wasHandedOver: boolean }): ProviderFailure {
  const { code = 'unknown', responseCode, command = '' } = (error ?? {}) as SmtpError
  if (responseCode !== undefined && responseCode >= 400) {
    return new ProviderFailure(kindOfReply(responseCode, wasHandedOver ? 'DATA' : command), `smtp-${responseCode}`)
  }
  if (code === 'EAUTH') return new ProviderFailure('refused', 'smtp-auth')
  const codeOfOurs = `smtp-${code.toLowerCase()}`
  if (wasHandedOver) return new ProviderFailure('unknown', codeOfOurs)
  // Refused by nodemailer itself: larger than the server announced, or an envelope that cannot be written.
  return new ProviderFailure(code === 'EMESSAGE' || code === 'EENVELOPE' ? 'permanent' : 'temporary', codeOfOurs)
}

function kindOfReply(responseCode: number, command: string): ProviderFailureKind {
  // RFC 5321 §3.8, RFC 4954 §6: a 4yz reply to any command, AUTH among them, may turn out otherwise later; so may 503,
  // which speaks of the session.
  if (responseCode < 500 || responseCode === 503) return 'temporary'
  if ([530, 534, 535, 538].includes(responseCode) || command.startsWith('AUTH')) return 'refused'
  // Before the recipient is named, a server refuses the sender as a whole; 552 alone speaks of the size of the message.
  const isBeforeRecipient = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'MAIL FROM'].includes(command)
  return isBeforeRecipient && responseCode !== 552 ? 'refused' : 'permanent'
}
