import { once } from 'node:events'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { readInboundRecipient } from '#actions/read-inbound-recipient'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { readInboundMail } from '#mail/inbound-mail'
import type { Logger } from './logger.ts'
import { takeInboundMail } from './take-inbound-mail.ts'

export type InboundServer = {
  readonly port: number
  /** Takes no new connection, lets what was begun end, and cuts off what is left after some seconds. */
  stop(): Promise<void>
}

export type InboundPlace = {
  readonly protocol: 'lmtp' | 'smtp'
  readonly host: string
  /** 0 for one that is free. */
  readonly port: number
}

// A mail server opens a handful; each may hold one message in memory.
const connectionsMax = 20
// RFC 5321 §4.5.3.1.8 asks for a hundred; a report has one.
const recipientsMax = 100
const idleMilliseconds = 60_000
// Shorter than the time that the launcher gives the program to end.
const closeMilliseconds = 5_000

/**
 * Starts the server that takes bounces, complaints and `mailto:` unsubscribes from a mail server beside it, by LMTP
 * (RFC 2033) or SMTP. It refuses recipients that are none of ours before the message, answers 250 only when what the
 * message reports is committed, and 451 while that cannot be done, so that the sender keeps it and comes again. By LMTP
 * each recipient has an answer of its own.
 */
export async function startInboundServer(
  desk: { readonly world: World; readonly log: Logger },
  { protocol, host, port }: InboundPlace,
): Promise<InboundServer> {
  const { world } = desk
  const server = new SMTPServer({
    name: world.inboundDomain ?? 'localhost',
    heloResponse: '%s',
    lmtp: protocol === 'lmtp',
    size: limits.inboundMailBytesMax,
    rejectOversized: true,
    maxClients: connectionsMax,
    maxRecipients: recipientsMax,
    socketTimeout: idleMilliseconds,
    closeTimeout: closeMilliseconds,
    // Mail comes over a socket of this machine, where neither is of use; a client that sees them offered might insist.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    // A mail server brings many messages over one connection.
    maxAllowedUnauthenticatedCommands: false,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      callback(readInboundRecipient(world, address) ? null : new SmtpRefusal(550, 'No such address here.'))
    },
    onData(stream, { envelope }, callback) {
      takeMessage(
        desk,
        envelope.rcptTo.map(({ address }) => address),
        stream,
      ).then(
        (answers) => {
          if (protocol === 'lmtp') callback(null, answers)
          else callback(answers.find((answer) => answer instanceof SmtpRefusal))
        },
        // The client broke off in the middle, and is not there to hear it.
        () => callback(notNow),
      )
    },
  })
  // A client that breaks off is that client's matter.
  server.on('error', () => {})
  const listener = server.listen(port, host)
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server for inbound mail has no port.')
  return { port: address.port, stop: () => new Promise((resolve) => server.close(resolve)) }
}

/** One answer for each recipient, in their order. */
async function takeMessage(
  desk: { readonly world: World; readonly log: Logger },
  addresses: readonly string[],
  stream: SMTPServerDataStream,
): Promise<(string | SmtpRefusal)[]> {
  const bytes = await readAll(stream)
  if (bytes === null) {
    desk.log.info({ outcomes: ['too-large'] }, 'inbound mail was refused')
    return addresses.map(() => new SmtpRefusal(552, 'The message is too large.'))
  }
  const mail = await readInboundMail(bytes)
  const answers: (string | SmtpRefusal)[] = []
  for (const address of addresses) {
    const answer = await takeInboundMail(desk, { address, mail })
    answers.push(answer === 'taken' ? 'Taken.' : notNow)
  }
  return answers
}

/** The whole message; null for one that is too large, which is read to its end, as the protocol wants, and not kept. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    if (stream.sizeExceeded) chunks.length = 0
    else chunks.push(chunk)
  })
  await once(stream, 'end')
  return stream.sizeExceeded ? null : Buffer.concat(chunks)
}

/** What a client is answered: the reply code, and words that say nothing of anybody. */
class SmtpRefusal extends Error {
  override readonly name = 'SmtpRefusal'
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

const notNow = new SmtpRefusal(451, 'Not now. Please try again later.')
