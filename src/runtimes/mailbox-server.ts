import { once } from 'node:events'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import type { Maildir } from './maildir.ts'

export type MailboxServer = {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string
  stop(): Promise<void>
}

const host = '127.0.0.1'
// Far above our largest letter (102 kB in each of two parts), so that nothing real is refused.
const messageBytesMax = 1024 * 1024
const connectionsMax = 100

/**
 * Starts the SMTP server of the local mailbox, on loopback and on a port that is free. It takes every message for
 * everyone, passes nothing on, and answers only after the message can be read in the Maildir.
 */
export async function startMailboxServer(maildir: Maildir, now: () => Temporal.Instant): Promise<MailboxServer> {
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    size: messageBytesMax,
    maxClients: connectionsMax,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onData(stream, { envelope }, callback) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      const recipients = envelope.rcptTo.map(({ address }) => address)
      readAll(stream)
        .then((bytes) => maildir.store({ from, recipients, bytes }, now()))
        .then(
          () => callback(),
          (error: unknown) =>
            callback(error instanceof SizeError ? error : new Error('The message could not be kept.')),
        )
    },
  })
  // A client that breaks off is that client's matter.
  server.on('error', () => {})
  const listener = server.listen(0, host)
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || address === null) throw new Error('The local mailbox has no port.')
  return {
    url: `smtp://${host}:${address.port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  // What exceeds the limit is read to its end, as the protocol wants, but not kept.
  stream.on('data', (chunk: Buffer) => {
    if (!stream.sizeExceeded) chunks.push(chunk)
  })
  await once(stream, 'end')
  if (stream.sizeExceeded) throw new SizeError('The message is too large.')
  return Buffer.concat(chunks)
}

class SizeError extends Error {
  /** RFC 5321 §4.2.3: exceeded storage allocation. */
  readonly responseCode = 552
}
